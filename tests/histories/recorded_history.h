// A history as events of a log that recorded it, for what reads events. Pure.
#pragma once

#include <vector>

#include "projections/record/event.h"
#include "tests/histories/histories.h"

namespace cairn::histories {

// The record that tests give to a child.
RecordId RecordIdOf(int child);

// One event for each entry, with invented positions, event ids and leaf hashes. `typed_by` of each
// line is the actor.
std::vector<EventPtr> EventsOf(const History& history);

}  // namespace cairn::histories
