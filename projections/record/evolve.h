// The fold's one step. Total over every kind: a new kind does not compile until it is handled here.
#pragma once

#include "projections/record/effective_entries.h"
#include "projections/record/record.h"

namespace cairn {

// `record` with one more fact, which must sort after all that it holds (OccurredOrder). Never fails
// and never judges: an event is a fact. `Record::events` is left to the caller.
Record Evolve(Record record, const EntryPtr& entry);

}  // namespace cairn
