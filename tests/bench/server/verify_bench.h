// Checking an export offline, as `cairn verify` does.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family VerifyFamily();

}  // namespace cairn::bench
