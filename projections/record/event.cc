#include "projections/record/event.h"

#include "absl/strings/str_format.h"

namespace cairn {

std::string LabelOf(const RecordedEvent& event) {
  if (event.recorded.has_value() && !event.recorded->entry().source().id().empty()) {
    return event.recorded->entry().source().id();
  }
  return absl::StrFormat("#%d", event.version);
}

bool Names(const v1::EntryRef& ref, const RecordedEvent& event) {
  if (ref.has_event_id()) return ref.event_id() == event.event_id.bytes();
  return ref.has_source_id() && event.recorded.has_value() &&
         event.recorded->entry().source().id() == ref.source_id();
}

}  // namespace cairn
