#include "services/recording/receipts.h"

#include <string>

#include "eventstore/ledger/hash.h"

namespace cairn {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;

}  // namespace

v1::Position ToPosition(uint32_t generation, Position value) {
  v1::Position position;
  position.set_generation(generation);
  position.set_value(value);
  return position;
}

google::protobuf::Timestamp ToTimestamp(int64_t micros) {
  google::protobuf::Timestamp time;
  const int64_t within = ((micros % kMicrosPerSecond) + kMicrosPerSecond) % kMicrosPerSecond;
  time.set_seconds((micros - within) / kMicrosPerSecond);
  time.set_nanos(static_cast<int32_t>(within * 1000));
  return time;
}

int64_t ToMicros(const google::protobuf::Timestamp& time) {
  return time.seconds() * kMicrosPerSecond + time.nanos() / 1000;
}

void FillReceipt(const RecordedEvent& event, uint32_t generation, v1::Receipt& receipt) {
  v1::Position& position = *receipt.mutable_position();
  position.set_generation(generation);
  position.set_value(event.position);
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
