// How long a record of 300 entries takes from disk to a folded state, when nothing of it is in
// memory but what RocksDB keeps; and from there to its plan and its timeline.
#pragma once

#include <cstddef>

namespace cairn::bench {

struct ColdRecord {
  double fold_ms = 0;               // read, open and fold 300 entries
  double get_plan_cold_p99_ms = 0;  // the same, and its plan made
  double timeline_page_p99_ms = 0;  // of the folded record: its timeline, and 100 items cut from it
  size_t envelope_bytes = 0;        // mean size of an envelope of the bench's entries
};

ColdRecord MeasureColdRecord(int runs);

}  // namespace cairn::bench
