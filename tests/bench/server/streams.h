// Appends in bulk over StreamEntries, one entry a message.
#pragma once

#include "tests/bench/server/bench_server.h"

namespace cairn::bench {

// Messages a second over `streams` streams at once for `seconds`, each with at most 256 in flight.
double StreamAppendsPerSecond(const BenchServer& server, int streams, double seconds);

}  // namespace cairn::bench
