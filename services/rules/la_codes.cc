#include "services/rules/la_codes.h"

#include <algorithm>
#include <iterator>

namespace cairn::rules {
namespace {

struct Range {
  int first;
  int last;
};

// In order. 838 and 839 came in 2019, 940 and 941 in 2021, 942 and 943 in 2023.
constexpr Range kRanges[] = {
    {1, 5},     {201, 213}, {301, 320}, {330, 336}, {340, 344}, {350, 359}, {370, 373}, {380, 384},
    {390, 394}, {420, 420}, {660, 681}, {701, 708}, {800, 803}, {805, 808}, {810, 813}, {815, 815},
    {816, 816}, {820, 823}, {825, 825}, {826, 826}, {830, 831}, {835, 841}, {845, 846}, {850, 852},
    {855, 857}, {860, 861}, {865, 896}, {908, 909}, {916, 916}, {919, 919}, {921, 921}, {925, 926},
    {928, 929}, {931, 931}, {933, 933}, {935, 938}, {940, 943},
};

}  // namespace

bool IsLaCode(int code) {
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [&](const Range& range) { return range.first <= code && code <= range.last; });
}

}  // namespace cairn::rules
