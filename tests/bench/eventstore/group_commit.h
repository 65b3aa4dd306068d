// RocksDB's own group commit: what many threads reach that write the rows of the log by themselves,
// each event with a synced Write of its own. No sealing, no order, no proof, no answer to anybody.
#pragma once

#include <span>
#include <vector>

#include "eventstore/storage/storage.h"
#include "tests/bench/eventstore/bench_log.h"

namespace cairn::bench {

// Leaf, envelope, head and request, as the log wrote them.
using EventRows = std::vector<Row>;

// The rows of the events that `written` names, in the order of the log.
std::vector<EventRows> RowsOf(const BenchLog& bench, std::vector<WrittenAt> written);

// Events a second: writes all of `events` into an empty database with the log's own settings and
// column families.
double GroupCommitsPerSecond(std::span<const EventRows> events, int threads);

}  // namespace cairn::bench
