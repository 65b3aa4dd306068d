// Histories of invented children: how fast they are made, checked by the rules and folded.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family HistoriesFamily();

}  // namespace cairn::bench
