#include "projections/record/event.h"

#include <functional>

#include "absl/strings/str_format.h"

namespace cairn {

std::string LabelOf(const RecordedEvent& event) {
  if (event.recorded.has_value() && !event.recorded->entry().source().id().empty()) {
    return event.recorded->entry().source().id();
  }
  return absl::StrFormat("#%d", event.version);
}

size_t SourceMark(std::string_view source_id) { return std::hash<std::string_view>()(source_id); }

size_t SourceMark(const RecordedEvent& event) {
  return SourceMark(event.recorded ? std::string_view(event.recorded->entry().source().id())
                                   : std::string_view());
}

bool Names(const v1::EntryRef& ref, const RecordedEvent& event) {
  if (ref.has_event_id()) return ref.event_id() == event.event_id.bytes();
  return ref.has_source_id() && event.recorded.has_value() &&
         event.recorded->entry().source().id() == ref.source_id();
}

}  // namespace cairn
