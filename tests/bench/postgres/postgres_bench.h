// What PostgreSQL 15 reaches on the same disk in the same run.
#pragma once

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

Family PostgresFamily();

}  // namespace cairn::bench
