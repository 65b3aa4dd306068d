#include "tests/histories/story.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn::histories {
namespace {

constexpr uint64_t kChildDice = 2;

constexpr int kAfterLessons = 15 * 60 + 20;
constexpr int kEvening = 17 * 60 + 50;

// Of a thousand entries that may be: typed on one of the next days, and weeks later.
constexpr int kNextDaysPerMille = 180;
constexpr int kLatePerMille = 55;
constexpr int kLateAfterDays = 7;

}  // namespace

Story::Story(const Settings& all, const Terms& weeks, const School& at, int index)
    : settings(all),
      terms(weeks),
      school(at),
      dice(SeedOf(all.seed, kChildDice, static_cast<uint64_t>(index))),
      child(MakeChild(all, weeks, at, index, dice)),
      words(WordsOf(AreaOf(child.need))),
      chronicle(absl::StrFormat("child-%05d", index)) {}

const Typist& Story::Teacher(int week) const {
  const size_t year = static_cast<size_t>(child.year_at_start + week / kWeeksAYear);
  return school
      .teachers[(2 * year + static_cast<size_t>(child.index) % 2) % school.teachers.size()];
}

const Typist& Story::Assistant(int week) const {
  const size_t year = static_cast<size_t>(child.year_at_start + week / kWeeksAYear);
  return school.assistants[year % school.assistants.size()];
}

When Story::ThenOn(Day day) {
  return {day, LondonSeconds(day, dice.Between(kAfterLessons, kEvening))};
}

When Story::SometimeOn(Day day) {
  When when = ThenOn(day);
  const int roll = dice.Between(0, 999);
  if (roll < kLatePerMille) {
    when.typed_at_s = ThenOn(terms.OpenOnOrAfter(day + days(dice.Between(8, 45)))).typed_at_s;
  } else if (roll < kLatePerMille + kNextDaysPerMille) {
    when.typed_at_s = ThenOn(terms.OpenOnOrAfter(day + days(dice.Between(1, 4)))).typed_at_s;
  }
  return when;
}

When Story::After(When when, const Written& earlier) {
  when.typed_at_s = std::max(when.typed_at_s, earlier.typed_at_s + 60);
  return when;
}

Written Story::Write(const When& when, const Typist& by, v1::Entry entry) {
  const int64_t late_from_s = LondonSeconds(when.day + days(kLateAfterDays + 1), 0);
  if (when.typed_at_s >= late_from_s && !entry.has_corrects() && dice.Chance(400)) {
    entry.set_late_reason(SayOne(kLateReasons));
  }
  return chronicle.Write(when, by, std::move(entry));
}

v1::Entry On(Day day) {
  v1::Entry entry;
  *entry.mutable_occurred()->mutable_from() = ToDate(day);
  entry.mutable_occurred()->set_precision(v1::PRECISION_DAY);
  return entry;
}

v1::Entry Between(Day first, Day last) {
  v1::Entry entry = On(first);
  if (first < last) *entry.mutable_occurred()->mutable_to() = ToDate(last);
  return entry;
}

void By(v1::Entry& entry, std::string_view name, v1::Capacity capacity, v1::Means means) {
  entry.mutable_person()->set_name(std::string(name));
  entry.mutable_person()->set_capacity(capacity);
  entry.set_means(means);
}

void ByTeacher(v1::Entry& entry, const Story& story, int week) {
  By(entry, story.Teacher(week).name,
     story.school.primary ? v1::CAPACITY_CLASS_TEACHER : v1::CAPACITY_FORM_TUTOR,
     v1::MEANS_OWN_SIGN_IN);
}

void Refer(v1::Entry& entry, v1::Relation relation, const Written& to) {
  v1::Link& link = *entry.add_links();
  link.set_relation(relation);
  link.mutable_entry()->set_source_id(to.source_id);
}

v1::Decimal Number(int64_t value, int scale) {
  v1::Decimal number;
  number.set_value(value);
  if (scale != 0) number.set_scale(scale);
  return number;
}

}  // namespace cairn::histories
