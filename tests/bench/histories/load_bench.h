// A whole authority's children come into a demonstration server.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family LoadFamily();

}  // namespace cairn::bench
