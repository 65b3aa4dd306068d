// Events to Record. Pure; safe to call from any thread.
#pragma once

#include <span>

#include "projections/record/effective_entries.h"
#include "projections/record/record.h"

namespace cairn {

// The state of record `id` from all its events in version order: State(T, D).
Record Fold(RecordId id, std::span<const EventPtr> events, KnownAt known_at = {}, AsOf as_of = {});

// Fold(all events so far and `event`), with the same T and D. `event` must have the next version.
// Costs one Evolve when the event corrects and voids nothing, is not itself named by an earlier
// correction or void, and sorts last or fits anywhere (evolve.h); otherwise folds again.
Record Advance(Record record, EventPtr event);
// The same, of a record that nobody else has yet.
void AdvanceInPlace(Record& record, EventPtr event);

}  // namespace cairn
