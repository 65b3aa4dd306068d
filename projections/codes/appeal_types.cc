#include "projections/codes/appeal_types.h"

namespace cairn::codes {
namespace {

constexpr AppealType kAppealTypes[] = {
#include "projections/codes/appeal_types.inc"
};

}  // namespace

std::span<const AppealType> AppealTypes() { return kAppealTypes; }
const AppealType* FindAppealType(std::string_view code) { return FindCode(AppealTypes(), code); }

}  // namespace cairn::codes
