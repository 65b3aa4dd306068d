// The fold's one step. Total over every kind: a new kind does not compile until it is handled here.
#pragma once

#include "projections/record/effective_entries.h"
#include "projections/record/record.h"

namespace cairn {

// Whether facts of this kind only go into one list each, so that Evolve may meet them in any order.
// The others open something by an id, number themselves, or take a place that holds one fact.
bool StandsAlone(v1::Entry::KindCase kind);

// Whether `entry` sorts after all that the record holds (OccurredOrder).
bool IsLast(const Record& record, const EffectiveEntry& entry);

// Adds one fact to `record`; `last` is what IsLast says of it, and true unless its kind stands
// alone. Never fails and never judges: an event is a fact. `Record::events` is left to the caller.
void Evolve(Record& record, const EntryPtr& entry, bool last);

}  // namespace cairn
