// Appends to the log in this process, beside RocksDB's own group commit of the same rows.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family LogFamily();

}  // namespace cairn::bench
