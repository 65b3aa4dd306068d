#include "projections/codes/appeal_types.h"

namespace cairn::codes {
namespace {

constexpr AppealType kAppealTypes[] = {
#include "projections/codes/appeal_types.inc"
};

}  // namespace

std::span<const AppealType> AppealTypes() { return kAppealTypes; }
const AppealType* FindAppealType(std::string_view code) { return FindCode(AppealTypes(), code); }

bool IsAboutSectionIOnly(const v1::DisputeOpened& appeal) {
  const bool by_sections = appeal.sections_size() == 1 && appeal.sections(0) == "I";
  const AppealType* type = FindAppealType(appeal.appeal_type());
  return by_sections || (type != nullptr && type->certificate == Certificate::kNotNeeded);
}

}  // namespace cairn::codes
