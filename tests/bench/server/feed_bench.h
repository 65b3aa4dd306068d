// A system that copies everything: the feed from the first event until it is live.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family FeedFamily();

}  // namespace cairn::bench
