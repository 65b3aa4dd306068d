// Receipts: what a client keeps of what was recorded. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "cairn/v1/recorded.pb.h"
#include "google/protobuf/timestamp.pb.h"

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace cairn {

v1::Position ToPosition(uint32_t generation, Position value);

google::protobuf::Timestamp ToTimestamp(int64_t micros);
int64_t ToMicros(const google::protobuf::Timestamp& time);

void FillReceipt(const RecordedEvent& event, uint32_t generation, v1::Receipt& receipt);

// The event of `record` that an entry with the same `source` system and id became; null when there
// is none or the entry names no source.
EventPtr FindSameSource(const Record& record, const v1::Entry& entry);

// Whether the event holds exactly this entry.
bool Holds(const RecordedEvent& event, const v1::Entry& entry);

}  // namespace cairn
