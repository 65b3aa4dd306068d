// RocksDB alone: the floor under the log. The same rows and bytes as Cairn writes for one event,
// the same sync, batches of a size that Cairn's groups reach at most, and no code of Cairn.
#pragma once

#include <cstddef>

namespace cairn::bench {

// Events of one synced batch: as many as the bulk lanes of a server, so as many as one group of a
// stream can hold.
inline constexpr int kRawBatchEvents = 64;

// Events a second, over `seconds`. `envelope_bytes`: what the log stores for one entry of the
// bench.
double RawRocksDbPerSecond(double seconds, size_t envelope_bytes);

}  // namespace cairn::bench
