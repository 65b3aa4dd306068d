// The plan view is total: whatever was known and whatever day is asked for, it answers, and says
// nothing that had not happened by then.
#include <algorithm>
#include <set>

#include <rapidcheck/gtest.h>

#include "projections/plan.h"
#include "projections/plan_difference.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

const std::vector<EventPtr>& Events(bool case_a) {
  static const std::vector<EventPtr> a = CaseEvents("case-a");
  static const std::vector<EventPtr> b = CaseEvents("case-b");
  return case_a ? a : b;
}

// A moment of one of the cases: what was known after some event, as of some day. Counted from the
// end, because small numbers come first and the plans begin late.
Record AnyMoment() {
  const std::vector<EventPtr>& events = Events(*rc::gen::arbitrary<bool>());
  const size_t unknown = *rc::gen::inRange<size_t>(0, events.size());
  const int64_t known_at_us = events[events.size() - 1 - unknown]->recorded_at_us;
  const CivilDate day = Day("2026-02-23").AddDays(-*rc::gen::inRange(0, 520));
  return Fold(CaseRecordId(), events, {.recorded_at_us = known_at_us}, {.day = day});
}

bool HasHappened(const v1::Date& date, CivilDate day) {
  return EarliestDay(date).value_or(day) <= day;
}

RC_GTEST_PROP(PlanView, AnswersForEveryMomentWithNothingFromAfterIt, ()) {
  const Record record = AnyMoment();
  const CivilDate day = *record.as_of.day;
  const std::optional<v1::Plan> plan = PlanView(record);
  RC_PRE(plan.has_value());

  RC_ASSERT(HasHappened(plan->effective_from(), day));
  RC_ASSERT(HasHappened(plan->last_review(), day));
  RC_ASSERT(HasHappened(plan->sent_to_parents(), day));
  for (const auto& voice : plan->voices()) RC_ASSERT(HasHappened(voice.on(), day));
  for (const auto& position : plan->positions()) RC_ASSERT(HasHappened(position.on(), day));
  for (const auto& target : plan->targets()) RC_ASSERT(HasHappened(target.measured_on(), day));
  for (const auto& line : plan->provisions()) RC_ASSERT(HasHappened(line.started(), day));
  for (const auto& advice : plan->unanswered_advice()) RC_ASSERT(advice.days() >= 0);
  for (const auto& to_do : plan->to_do()) RC_ASSERT(to_do.days() >= 0);
}

RC_GTEST_PROP(PlanView, HasALineForEveryItemAndAWordForEveryFinding, ()) {
  const Record record = AnyMoment();
  for (const PlanHistory& history : record.plans.plans) {
    for (const PlanVersion& version : history.versions) {
      const std::optional<v1::Plan> plan =
          PlanView(record, {.plan_id = history.plan_id, .version = version.number});

      RC_ASSERT(plan.has_value());
      RC_ASSERT(plan->targets_size() == plan->content().targets_size());
      RC_ASSERT(plan->provisions_size() == plan->content().provisions_size());
      RC_ASSERT(plan->positions_size() >= 2);
      for (const v1::Finding& finding : plan->findings()) {
        RC_ASSERT(!finding.sentence().empty());
        RC_ASSERT(!finding.field().empty());
        RC_ASSERT(!finding.rule_id().empty());
      }
    }
  }
}

// Every item of a version that has a stable id, by section and id.
using Ids = std::set<std::pair<int, std::string>>;

Ids IdsOf(const v1::PlanContent& content) {
  Ids ids;
  for (const auto& one : content.outcomes()) ids.emplace(v1::PLAN_SECTION_OUTCOMES, one.item_id());
  for (const auto& one : content.targets()) ids.emplace(v1::PLAN_SECTION_TARGETS, one.item_id());
  for (const auto& one : content.provisions()) {
    ids.emplace(v1::PLAN_SECTION_PROVISION, one.item_id());
  }
  return ids;
}

// A plan of few ids and few texts, so that two of them share some of both.
v1::PlanIssued AnyPlan() {
  const auto texts = rc::gen::elementOf(std::vector<std::string>{"a", "b", "c"});
  const auto some = [] { return *rc::gen::inRange(0, 4); };
  v1::PlanIssued issued;
  v1::PlanContent& content = *issued.mutable_content();
  std::set<std::string> used;
  for (int i = some(); i > 0; --i) {
    const std::string id = "t" + std::to_string(some());
    if (!used.insert(id).second) continue;  // no id stands twice in a version
    v1::Target& target = *content.add_targets();
    target.set_item_id(id);
    target.set_text(*texts);
    if (*rc::gen::arbitrary<bool>()) target.set_weight(some());
  }
  for (int i = some(); i > 0; --i) {
    const std::string id = "p" + std::to_string(some());
    if (!used.insert(id).second) continue;
    v1::ProvisionLine& line = *content.add_provisions();
    line.set_item_id(id);
    line.set_what(*texts);
  }
  for (int i = some(); i > 0; --i) content.add_strengths(*texts);
  for (int i = some(); i > 0; --i) content.add_adjustments(*texts);
  for (int i = some(); i > 0; --i) {
    v1::Responsibility& duty = *content.add_responsibilities();
    duty.set_whose(*texts);
    duty.set_text(*texts);
  }
  if (*rc::gen::arbitrary<bool>()) content.mutable_relational()->set_safe_place(*texts);
  if (*rc::gen::arbitrary<bool>()) issued.set_responsible_teacher(*texts);
  return issued;
}

RC_GTEST_PROP(PlanDifferences, AreNoneBetweenAVersionAndItself, ()) {
  const v1::PlanIssued plan = AnyPlan();

  RC_ASSERT(PlanDifferences(&plan, &plan).empty());
}

RC_GTEST_PROP(PlanDifferences, TurnTheItemsOfTheEarlierVersionIntoThoseOfTheLater, ()) {
  const v1::PlanIssued before = AnyPlan();
  const v1::PlanIssued after = AnyPlan();
  Ids ids = IdsOf(before.content());
  for (const v1::PlanDifference& one : PlanDifferences(&before, &after)) {
    if (one.item_id().empty()) continue;
    const auto id = std::pair(static_cast<int>(one.section()), one.item_id());
    if (one.change() == v1::PLAN_CHANGE_ADDED) {
      RC_ASSERT(ids.insert(id).second);
    }
    if (one.change() == v1::PLAN_CHANGE_REMOVED) {
      RC_ASSERT(ids.erase(id) == 1u);
    }
    if (one.change() == v1::PLAN_CHANGE_CHANGED) {
      RC_ASSERT(ids.contains(id));
      RC_ASSERT(!one.fields().empty());
    }
  }

  RC_ASSERT(ids == IdsOf(after.content()));
}

RC_GTEST_PROP(PlanDifferences, ComeBySectionWithWhatWentLast, ()) {
  const v1::PlanIssued before = AnyPlan();
  const v1::PlanIssued after = AnyPlan();
  const std::vector<v1::PlanDifference> differences = PlanDifferences(&before, &after);
  const auto place = [](const v1::PlanDifference& one) {
    return std::pair(one.section(), one.change() == v1::PLAN_CHANGE_REMOVED);
  };

  RC_ASSERT(std::is_sorted(differences.begin(), differences.end(),
                           [&](const auto& a, const auto& b) { return place(a) < place(b); }));
}

}  // namespace
}  // namespace cairn
