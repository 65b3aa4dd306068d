#include "projections/codes/phases.h"

namespace cairn::codes {
namespace {

constexpr Phase kPhases[] = {
#include "projections/codes/phases.inc"
};
constexpr GiasPhase kGiasPhases[] = {
#include "projections/codes/gias_phases.inc"
};

}  // namespace

std::span<const Phase> Phases() { return kPhases; }
std::span<const GiasPhase> GiasPhases() { return kGiasPhases; }
const Phase* FindPhase(std::string_view code) { return FindCode(Phases(), code); }
const GiasPhase* FindGiasPhase(std::string_view code) { return FindCode(GiasPhases(), code); }

}  // namespace cairn::codes
