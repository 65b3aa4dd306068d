// The fold's one step. Total over every kind: a new kind does not compile until it is handled here.
#pragma once

#include "projections/record/effective_entries.h"
#include "projections/record/record.h"

namespace cairn {

// Whether Evolve may meet `entry` after facts that happened later: it only goes into one list, or
// adds to support, a dispute or a request that began before it. The others open something by an id,
// number themselves, or take a place that holds one fact.
bool FitsAnywhere(const Record& record, const EffectiveEntry& entry);

// Whether `entry` sorts after all that the record holds (OccurredOrder).
bool IsLast(const Record& record, const EffectiveEntry& entry);

// Adds one fact to `record`; `last` is what IsLast says of it, and true unless it fits anywhere.
// Never fails and never judges: an event is a fact. `Record::events` is left to the caller.
void Evolve(Record& record, const EntryPtr& entry, bool last);

}  // namespace cairn
