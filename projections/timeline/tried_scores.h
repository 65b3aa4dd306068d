// Tests that were repeated: first against last, with the ratio gain where both have an age
// equivalent. Pure.
#pragma once

#include <vector>

#include "projections/timeline/tried_rows.h"

namespace cairn {

std::vector<TriedRowOf> RowsOfRepeatedTests(const Record& record);

// Puts verdict and words into `row` for two scores of one type: reliable, within the error of the
// test, or "cannot say, no SEM".
void JudgeScores(const v1::Score& before, const v1::Score& after, v1::TriedRow& row);

}  // namespace cairn
