// Everything that cairn_bench can measure.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/frame/bench.h"

namespace cairn::bench {

// In the order in which they take their turns.
std::vector<Family> AllFamilies();

// What is divided by what.
std::vector<Ratio> AllRatios();

// For --help: each family, and what its figures mean.
std::string DescribeFamilies();

}  // namespace cairn::bench
