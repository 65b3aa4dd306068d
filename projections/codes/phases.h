// Phases of schools: letters of the school census (phases.csv) and numbers of Get Information about
// Schools, GIAS (gias_phases.csv). Pure; safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "projections/codes/code_list.h"

namespace cairn::codes {

struct GiasPhase {
  std::string_view code;  // "2"
  std::string_view meaning;
};

struct Phase {
  std::string_view code;  // "PS"
  std::string_view gias;  // code of the same phase in GIAS; "0" where it has none of its own
  std::string_view meaning;
};

std::span<const Phase> Phases();
std::span<const GiasPhase> GiasPhases();

// Null when there is no such phase.
const Phase* FindPhase(std::string_view code);
const GiasPhase* FindGiasPhase(std::string_view code);

}  // namespace cairn::codes
