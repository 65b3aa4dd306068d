// Rules over a whole history. Positions can be seen, so most of what linearisability asks of a log
// can be checked directly, for histories of any length:
//
//   R1  One event a position, and one position an event, whoever looks.
//   R2  What was acknowledged is what was asked: consecutive positions in request order, the
//   versions
//       that follow the expected one.
//   R3  Every read is a prefix: no hole, and versions and positions in order.
//   R4  All events of one append, or none, are in what a read of the whole log shows.
//   R5  No event appears that nobody appended, before anybody asked for it, or that was refused.
//   R6  Real time: what one client was told of is there for every call that begins afterwards.
//   R7  An append is refused for a version that the record had while the append was running.
//
// Pure functions.
#pragma once

#include <string>
#include <vector>

#include "tests/property/eventstore/linearisability/history.h"

namespace cairn {

// A sentence for each rule that is broken, and where; none if the history is one that a log may
// have.
std::vector<std::string> BrokenRules(const History& history);

}  // namespace cairn
