// Whether an append costs more the longer the log is.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family GrowthFamily();

}  // namespace cairn::bench
