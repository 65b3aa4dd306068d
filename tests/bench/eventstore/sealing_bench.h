// What one event costs in keys and proofs: sealing, opening, proving.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family SealingFamily();

}  // namespace cairn::bench
