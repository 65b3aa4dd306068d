#include "services/recording/receipts.h"

#include <string>

#include "eventstore/ledger/hash.h"
#include "projections/record/position_and_time.h"

namespace cairn {

void FillReceipt(const RecordedEvent& event, uint32_t generation, v1::Receipt& receipt) {
  *receipt.mutable_position() = ToPosition(generation, event.position);
  receipt.set_version(event.version);
  receipt.set_event_id(event.event_id.ToBytes());
  *receipt.mutable_recorded_time() = ToTimestamp(event.recorded_at_us);
  receipt.set_leaf_hash(event.leaf_hash.data(), event.leaf_hash.size());
}

EventPtr FindSameSource(const Record& record, const v1::Entry& entry) {
  // An empty one is refused as text; it is not that of every entry without a source.
  if (entry.source().system().empty() || entry.source().id().empty()) return nullptr;
  const size_t mark = SourceMark(entry.source().id());
  for (size_t i = 0; i < record.events.size(); ++i) {
    const EventPtr& event = record.events[i];
    if (record.source_marks[i] != mark || !event->recorded) continue;
    const v1::Source& source = event->recorded->entry().source();
    if (source.id() == entry.source().id() && source.system() == entry.source().system()) {
      return event;
    }
  }
  return nullptr;
}

bool Holds(const RecordedEvent& event, const v1::Entry& entry) {
  // Entries hold no maps and no unknown fields, so equal bytes mean equal messages in one process.
  return event.recorded && event.recorded->entry().SerializeAsString() == entry.SerializeAsString();
}

}  // namespace cairn
