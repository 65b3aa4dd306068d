// Story: one child while the child's history is being written: who the child is, where things
// stand, and how an entry gets onto paper. The stages (enrolment.h to disputes.h) tell parts of it.
// One of them belongs to one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cairn/v1/entry.pb.h"

#include "tests/histories/child.h"
#include "tests/histories/chronicle.h"
#include "tests/histories/dice.h"
#include "tests/histories/programmes.h"
#include "tests/histories/schools.h"
#include "tests/histories/settings.h"
#include "tests/histories/terms.h"
#include "tests/histories/words.h"

namespace cairn::histories {

// A target of the plan in use, and where the child stands.
struct Goal {
  const Programme* programme = nullptr;
  std::string target;  // `t1`
  std::string line;    // `p1`
  int baseline = 0;
  int now = 0;
  int aim = 0;
};

struct Story {
  Story(const Settings& all, const Terms& weeks, const School& at, int index);

  const Settings& settings;
  const Terms& terms;
  const School& school;
  Dice dice;
  const Child child;
  const Words& words;
  Chronicle chronicle;

  v1::SenProvision status = v1::SEN_PROVISION_N;
  int plan_version = 0;  // 0: no plan yet
  Day plan_from;
  std::vector<Goal> goals;
  int targets = 0;  // numbered through all versions
  int provisions = 0;
  int reviews = 0;
  int meetings = 0;     // that were scheduled
  int last_score = -1;  // of the child's instrument; -1: not tested yet

  const Typist& Teacher(int week) const;
  const Typist& Assistant(int week) const;

  // A school day of `week`, and that it is typed there and then: after lessons.
  When Then(int week) { return ThenOn(terms.On(week, dice.Between(1, 3))); }
  When ThenOn(Day day);
  // The same, but now and then somebody forgets: days, or weeks.
  When Sometime(int week) { return SometimeOn(terms.On(week, dice.Between(0, 4))); }
  When SometimeOn(Day day);
  // Not typed before `earlier`.
  static When After(When when, const Written& earlier);

  Written Write(const When& when, const Typist& by, v1::Entry entry);

  std::string Say(std::string_view text) const { return histories::Say(text, child.first_name); }
  template <typename List>
  std::string SayOne(const List& list) {
    return Say(dice.Pick(list));
  }
};

// An entry that happened on this day, or on all days from the first to the last.
v1::Entry On(Day day);
v1::Entry Between(Day first, Day last);

// Says who said or did it.
void By(v1::Entry& entry, std::string_view name, v1::Capacity capacity, v1::Means means);
// Whoever teaches the child, by the sign-in of their own.
void ByTeacher(v1::Entry& entry, const Story& story, int week);

void Refer(v1::Entry& entry, v1::Relation relation, const Written& to);

v1::Decimal Number(int64_t value, int scale = 0);

inline constexpr char kPlanId[] = "PA";

}  // namespace cairn::histories
