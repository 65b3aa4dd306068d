// How long a record of 300 entries takes from disk to a folded state, when nothing of it is in
// memory but what RocksDB keeps.
#pragma once

#include <cstddef>

namespace cairn::bench {

struct ColdRecord {
  double fold_ms = 0;         // read, open and fold 300 entries
  size_t envelope_bytes = 0;  // mean size of an envelope of the bench's entries
};

ColdRecord MeasureColdRecord(int runs);

}  // namespace cairn::bench
