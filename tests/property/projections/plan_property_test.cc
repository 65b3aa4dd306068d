// The plan view is total: whatever was known and whatever day is asked for, it answers, and says
// nothing that had not happened by then.
#include <rapidcheck/gtest.h>

#include "projections/plan.h"
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

}  // namespace
}  // namespace cairn
