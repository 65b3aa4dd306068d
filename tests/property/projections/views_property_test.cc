// The views over histories of anything: every field of every kind set to anything a client could
// send and the rules could ever have let through. No view may fall over them.
#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "projections/plan.h"
#include "projections/record/fold.h"
#include "projections/timeline.h"
#include "projections/timeline/cycles.h"
#include "projections/timeline/line_groups.h"
#include "tests/property/projections/random_history.h"
#include "tests/support/history_builder.h"
#include "tests/support/served_events.h"

namespace cairn {
namespace {

RC_GTEST_PROP(Views, StandWhateverWasRecorded, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const Record record = Fold({}, events);

  const v1::GetTimelineResponse timeline = TimelineView(record);
  const std::optional<v1::Plan> plan = PlanView(record);

  RC_ASSERT(ServedEvents(record).size() == events.size());
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

// Random facts to hide, each with all its wordings. A void stays: what it ends must stay ended.
std::set<Version> SomeHidden(const Record& record) {
  const auto is_void = [](const EventPtr& event) {
    return event->recorded.has_value() && event->recorded->entry().has_entry_voided();
  };
  std::set<Version> hidden;
  for (const EntryPtr& entry : record.entries) {
    const bool ends_another =
        is_void(entry->original) || std::ranges::any_of(entry->corrections, is_void);
    if (ends_another || UpTo(2) > 0) continue;
    hidden.insert(entry->version());
    for (const EventPtr& correction : entry->corrections) hidden.insert(correction->version);
  }
  return hidden;
}

// What may not read wrongly for what is hidden is said of less than a smaller record would say.
v1::GetTimelineResponse WithoutComputed(v1::GetTimelineResponse timeline) {
  timeline.clear_tried();
  timeline.clear_gaps();
  for (v1::TimelineItem& item : *timeline.mutable_items()) item.clear_computed();
  return timeline;
}

RC_GTEST_PROP(Timeline, IsToAReaderThatOfARecordWithoutWhatIsHiddenFromThem, ()) {
  const std::vector<EventPtr> events = RandomHistory();
  const AsOf as_of{Day("2025-01-01").AddDays(UpTo(600))};
  const Record whole = Fold({}, events, {}, as_of);
  const std::set<Version> hidden = SomeHidden(whole);
  std::vector<EventPtr> kept;
  std::ranges::copy_if(events, std::back_inserter(kept),
                       [&](const EventPtr& event) { return !hidden.contains(event->version); });

  const auto may_see = [&](const EffectiveEntry& entry) {
    return !hidden.contains(entry.version()) &&
           std::ranges::none_of(entry.corrections, [&](const EventPtr& correction) {
             return hidden.contains(correction->version);
           });
  };
  const v1::GetTimelineResponse seen = WithoutComputed(TimelineView(whole, {.visible = may_see}));
  const v1::GetTimelineResponse smaller = WithoutComputed(TimelineView(Fold({}, kept, {}, as_of)));

  RC_ASSERT(seen.SerializeAsString() == smaller.SerializeAsString());
}

}  // namespace
}  // namespace cairn
