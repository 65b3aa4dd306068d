// Receipts: what a client keeps of what was recorded, and how an entry that is sent again is known.
// Pure.
#pragma once

#include <cstdint>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace cairn {

void FillReceipt(const RecordedEvent& event, uint32_t generation, v1::Receipt& receipt);

// The event of `record` that an entry with the same `source` system and id became; null when there
// is none or the entry names no source.
EventPtr FindSameSource(const Record& record, const v1::Entry& entry);

// Whether the event holds exactly this entry.
bool Holds(const RecordedEvent& event, const v1::Entry& entry);

}  // namespace cairn
