#include "projections/returns/asked_by_both.h"

#include "projections/codes/sen_codes.h"
#include "projections/cohort/child.h"

namespace cairn {
namespace {

constexpr int kTypesMax = 2;

std::string_view LettersOf(v1::SenType type, v1::SenProvision status, CivilDate day) {
  if (type == v1::SEN_TYPE_NSA && status != v1::SEN_PROVISION_K) return "";
  const codes::SenTypeCode* code = codes::FindSenType(type);
  return code != nullptr && code->valid.Meets(day, day) ? code->code : "";
}

}  // namespace

v1::SenProvision ProvisionOn(const rows::ReturnRows& rows, CivilDate day) {
  const rows::StatusRow* status = LastOn(rows.statuses(), day);
  return status == nullptr ? v1::SEN_PROVISION_UNSPECIFIED : status->status();
}

std::string_view LettersOf(v1::SenProvision status, CivilDate day) {
  const codes::SenProvisionCode* code = codes::FindSenProvision(status);
  return code != nullptr && code->valid.Meets(day, day) ? code->code : "";
}

std::vector<RankedType> TypesOn(const rows::ReturnRows& rows, v1::SenProvision status,
                                CivilDate day) {
  std::vector<RankedType> types;
  const rows::NeedsRow* needs = LastOn(rows.needs(), day);
  if (needs == nullptr) return types;
  for (int i = 0; i < needs->types_size() && i < kTypesMax; ++i) {
    types.push_back({i + 1, LettersOf(needs->types(i), status, day)});
  }
  return types;
}

std::optional<bool> UnitOf(const rows::PlacementRow& placement) {
  return placement.has_sen_unit() ? std::optional(placement.sen_unit()) : std::nullopt;
}

std::optional<bool> ResourcedOf(const rows::PlacementRow& placement) {
  return placement.has_resourced_provision() ? std::optional(placement.resourced_provision())
                                             : std::nullopt;
}

}  // namespace cairn
