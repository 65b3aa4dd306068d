// Local authorities by the three digits that stand in UPNs and in numbers of establishments
// (la_codes.csv). Pure; safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "projections/codes/code_list.h"

namespace cairn::codes {

struct LaCode {
  std::string_view code;  // "909"
  std::string_view name;  // empty where it was not found
  Validity valid;         // retired: the authority was abolished

  bool IsAbolished() const { return valid.IsRetired(); }
};

std::span<const LaCode> LaCodes();

// Null when there is and was no such authority that we know of. New ones appear, so that proves
// nothing; and the code of an abolished one stays valid in UPNs that it gave.
const LaCode* FindLaCode(std::string_view code);

}  // namespace cairn::codes
