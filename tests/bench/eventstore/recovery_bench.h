// How long a log takes to open after its process was killed.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family RecoveryFamily();

}  // namespace cairn::bench
