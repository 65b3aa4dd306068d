// Reading a whole log: record by record, in the order of positions, and by scrub.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family ReadingFamily();

}  // namespace cairn::bench
