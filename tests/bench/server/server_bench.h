// A whole server over gRPC, beside a server that does nothing and RocksDB alone.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family ServerFamily();

}  // namespace cairn::bench
