// Questions about a school, while everything that a school has is in the log.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family CohortFamily();

}  // namespace cairn::bench
