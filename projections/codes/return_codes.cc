#include "projections/codes/return_codes.h"

namespace cairn::codes {
namespace {

constexpr SuspensionReason kSuspensionReasons[] = {
#include "projections/codes/suspension_reasons.inc"
};
constexpr CeaseReason kCeaseReasons[] = {
#include "projections/codes/cease_reasons.inc"
};
constexpr SenSetting kSenSettings[] = {
#include "projections/codes/sen_settings.inc"
};

}  // namespace

std::span<const SuspensionReason> SuspensionReasons() { return kSuspensionReasons; }
std::span<const CeaseReason> CeaseReasons() { return kCeaseReasons; }
std::span<const SenSetting> SenSettings() { return kSenSettings; }

const SuspensionReason* FindSuspensionReason(std::string_view code) {
  return FindCode(SuspensionReasons(), code);
}
const CeaseReason* FindCeaseReason(std::string_view code) { return FindCode(CeaseReasons(), code); }
const SenSetting* FindSenSetting(std::string_view code) { return FindCode(SenSettings(), code); }

}  // namespace cairn::codes
