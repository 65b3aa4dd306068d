// What the disk gets and keeps for one event.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family DiskFamily();

}  // namespace cairn::bench
