// Codes that schools and authorities report with: reasons for suspensions in the school census
// (suspension_reasons.csv), reasons why a plan ended and settings without a number in SEN2
// (cease_reasons.csv, sen_settings.csv). Pure; safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "projections/codes/code_list.h"

namespace cairn::codes {

struct SuspensionReason {
  std::string_view code;  // "DB"
  std::string_view meaning;
  Validity valid;
};

struct CeaseReason {
  std::string_view code;  // "1"
  std::string_view meaning;
};

struct SenSetting {
  std::string_view code;  // "EHE"; used where there is neither URN nor UKPRN
  std::string_view meaning;
};

std::span<const SuspensionReason> SuspensionReasons();
std::span<const CeaseReason> CeaseReasons();
std::span<const SenSetting> SenSettings();

// Null when there is no such code.
const SuspensionReason* FindSuspensionReason(std::string_view code);
const CeaseReason* FindCeaseReason(std::string_view code);
const SenSetting* FindSenSetting(std::string_view code);

}  // namespace cairn::codes
