// What the views over many children cost, on a log of invented histories: to compute all of them
// anew, to keep them current, and what appends lose by it.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family ViewsFamily();

}  // namespace cairn::bench
