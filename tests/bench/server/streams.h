// Appends in bulk over StreamEntries.
#pragma once

#include <cstdint>

#include "tests/bench/server/bench_server.h"

namespace cairn::bench {

struct StreamRate {
  double entries_per_s = 0;
  // Processor time of the whole process, clients and server, for one entry.
  double cpu_us_per_entry = 0;
};

// `streams` at once for `seconds`, each with 256 messages in flight, `entries` to one record in a
// message. Stops the process when one is refused. `seed` makes runs differ.
StreamRate RunStreams(const BenchServer& server, int streams, int entries, double seconds,
                      uint64_t seed);

}  // namespace cairn::bench
