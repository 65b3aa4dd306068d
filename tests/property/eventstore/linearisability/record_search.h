// Whether what was told of one record could have been told by one thread that does one thing after
// the other: the search of Wing and Gong with Lowe's memory of states, as in Porcupine. Each record
// is searched by itself, which loses nothing: a history is linearisable if it is so for every
// object alone (Herlihy and Wing 1990). That the parts of one append belong together is rule R4's
// business.
//
// Unlike the rules of log_rules.h, this knows nothing of positions: it would find a stale answer
// that no position gives away. Time grows quickly with how many operations run at once and are
// open; histories of some hundred operations of eight clients take milliseconds.
//
// Pure functions.
#pragma once

#include <cstdint>
#include <set>

#include "tests/property/eventstore/linearisability/history.h"

namespace cairn {

// Every record that an operation of `history` names.
std::set<uint64_t> RecordsIn(const History& history);

// Whether the operations on `record` can be put in an order that respects real time and that a
// plain list of events would answer in the same way. Reads of the whole log count as reads of the
// record.
bool IsLinearisable(const History& history, uint64_t record);

}  // namespace cairn
