#include "projections/timeline_changes.h"

#include <map>
#include <string>

namespace cairn {
namespace {

// What was tried and what is missing, as one text.
std::string SummaryOf(const v1::GetTimelineResponse& timeline) {
  v1::GetTimelineResponse summary;
  *summary.mutable_tried() = timeline.tried();
  *summary.mutable_gaps() = timeline.gaps();
  return summary.SerializeAsString();
}

}  // namespace

v1::WatchTimelineResponse TimelineChanges(const v1::GetTimelineResponse& before,
                                          const v1::GetTimelineResponse& after) {
  v1::WatchTimelineResponse changes;
  std::map<std::string, std::string> shown;  // by the identity of the first event
  for (const v1::TimelineItem& item : before.items()) {
    shown[item.event_id()] = item.SerializeAsString();
  }
  for (const v1::TimelineItem& item : after.items()) {
    const auto was = shown.find(item.event_id());
    if (was == shown.end() || was->second != item.SerializeAsString())
      *changes.add_changed() = item;
    if (was != shown.end()) shown.erase(was);
  }
  for (const auto& [event_id, item] : shown) changes.add_removed_event_ids(event_id);
  if (SummaryOf(before) == SummaryOf(after)) return changes;
  changes.set_summary_changed(true);
  *changes.mutable_tried() = after.tried();
  *changes.mutable_gaps() = after.gaps();
  return changes;
}

bool TellsAnything(const v1::WatchTimelineResponse& changes) {
  return !changes.changed().empty() || !changes.removed_event_ids().empty() ||
         changes.summary_changed();
}

}  // namespace cairn
