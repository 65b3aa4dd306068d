// Tests that were repeated: first against last, with the ratio gain where both have an age
// equivalent. Pure.
#pragma once

#include <vector>

#include "projections/timeline/tried_rows.h"

namespace cairn {

std::vector<TriedRowOf> RowsOfRepeatedTests(const Record& record);

}  // namespace cairn
