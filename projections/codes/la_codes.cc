#include "projections/codes/la_codes.h"

namespace cairn::codes {
namespace {

constexpr LaCode kLaCodes[] = {
#include "projections/codes/la_codes.inc"
};

}  // namespace

std::span<const LaCode> LaCodes() { return kLaCodes; }
const LaCode* FindLaCode(std::string_view code) { return FindCode(LaCodes(), code); }

}  // namespace cairn::codes
