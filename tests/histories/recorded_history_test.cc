// The histories are as good as real ones for whatever reads them: every entry is accepted, and
// every record can be shown.
#include "tests/histories/recorded_history.h"

#include <vector>

#include <gtest/gtest.h>

#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "services/rules/check_entry.h"
#include "tests/histories/histories.h"

namespace cairn::histories {
namespace {

constexpr Settings kSomeSchools = {.seed = 21, .children = 400, .schools = 9};

TEST(RecordedHistories, HoldOnlyEntriesThatTheRulesAccept) {
  const Histories histories(kSomeSchools);
  for (int child = 0; child < kSomeSchools.children; ++child) {
    Record record{.id = RecordIdOf(child)};
    for (const EventPtr& event : EventsOf(histories.Of(child))) {
      const v1::Entry& entry = event->recorded->entry();
      const Verdict verdict = CheckEntry(
          record, entry,
          {.now_us = event->recorded_at_us, .today = DayOfMicros(event->recorded_at_us)});
      ASSERT_FALSE(verdict.refused())
          << "child " << child << ": " << verdict.faults.front().DebugString()
          << entry.DebugString();
      AdvanceInPlace(record, event);
    }
  }
}

TEST(RecordedHistories, OfSchoolsHoldOnlyEntriesThatTheRulesAccept) {
  const Histories histories(kSomeSchools);
  for (const School& school : histories.schools()) {
    Record record{.id = RecordIdOf(school.index)};
    for (const EventPtr& event : EventsOf(histories.OfSchool(school))) {
      const Verdict verdict = CheckEntry(
          record, event->recorded->entry(),
          {.now_us = event->recorded_at_us, .today = DayOfMicros(event->recorded_at_us)});
      ASSERT_FALSE(verdict.refused()) << verdict.faults.front().DebugString();
      AdvanceInPlace(record, event);
    }
  }
}

TEST(RecordedHistories, CanBeShownAsPlanAndTimeline) {
  const Histories histories(kSomeSchools);
  int plans = 0;
  for (int child = 0; child < kSomeSchools.children; ++child) {
    const History history = histories.Of(child);
    const std::vector<EventPtr> events = EventsOf(history);
    const CivilDate last_day = DayOfMicros(events.back()->recorded_at_us);
    const Record record = Fold(RecordIdOf(child), events, {}, {last_day});
    EXPECT_EQ(record.people.opened->name(), history.name);
    if (StatusOn(record.people, last_day)->status() != v1::SEN_PROVISION_N) {
      ASSERT_TRUE(PlanView(record)) << child;
      EXPECT_FALSE(PlanView(record)->targets().empty()) << child;
      ++plans;
    }
    EXPECT_FALSE(TimelineView(record).SerializeAsString().empty());
  }
  EXPECT_GT(plans, kSomeSchools.children / 10);
}

}  // namespace
}  // namespace cairn::histories
