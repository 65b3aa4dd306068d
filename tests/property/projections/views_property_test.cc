// The views over histories of anything: every field of every kind set to anything a client could
// send and the rules could ever have let through. No view may fall over them.
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/audit_trail.h"
#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "projections/timeline/cycles.h"
#include "projections/timeline/line_groups.h"
#include "tests/property/projections/random_history.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

RC_GTEST_PROP(Views, StandWhateverWasRecorded, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const Record record = Fold({}, events);

  const v1::GetTimelineResponse timeline = TimelineView(record);
  const std::optional<v1::Plan> plan = PlanView(record);

  RC_ASSERT(AuditTrail(record, 1).size() == events.size());
  RC_ASSERT(timeline.items().empty() == record.entries.empty());
  RC_ASSERT(!plan.has_value() || !record.plans.plans.empty());
}

RC_GTEST_PROP(LineGroups, HoldEveryEntryOnce, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const Record record = Fold({}, events);
  const TimelineContext context(record, ViewDay(record), nullptr);

  size_t members = 0;
  for (const LineGroup& group : LineGroups(context, CyclesOf(record))) {
    RC_ASSERT(group.primary < group.members.size());
    members += group.members.size();
  }

  RC_ASSERT(members == record.entries.size());
}

RC_GTEST_PROP(Timeline, AsKnownThenIsTheTimelineThatWasReadThen, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const CivilDate day = Day("2025-01-01").AddDays(UpTo(400));
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(day)};
  const AsOf as_of{day};
  std::vector<EventPtr> then;
  for (const EventPtr& event : events) {
    if (event->recorded_at_us <= known_at.recorded_at_us) then.push_back(event);
  }

  const v1::GetTimelineResponse read_then = TimelineView(Fold({}, then, known_at, as_of));
  const v1::GetTimelineResponse read_now = TimelineView(Fold({}, events, known_at, as_of));

  RC_ASSERT(read_now.SerializeAsString() == read_then.SerializeAsString());
}

}  // namespace
}  // namespace cairn
