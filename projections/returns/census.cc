#include "projections/returns/census.h"

#include "absl/strings/str_cat.h"

#include "projections/cohort/child.h"
#include "projections/returns/asked_by_both.h"

namespace cairn {
namespace {

constexpr std::string_view kPupilFields[] = {"UPN", "SENprovision", "SENunitIndicator",
                                             "ResourcedProvisionIndicator"};
constexpr std::string_view kNeedFields[] = {"UPN", "SENtypeRank", "SENtype"};
constexpr ReturnPart kPupil = {"SpecialEducationalNeeds", kPupilFields};
constexpr ReturnPart kNeed = {"SENneed", kNeedFields};
constexpr ReturnPart kParts[] = {kPupil, kNeed};

constexpr int kSpringMonth = 1;

}  // namespace

std::span<const ReturnPart> CensusParts() { return kParts; }

std::string CensusSpecification() {
  return "SEN fields of the DfE school census: names of the common basic data set as public "
         "programs "
         "carry them and code sets of its list of May 2026, read 22 Nov 2026; the census guide "
         "itself "
         "was not read";
}

std::vector<v1::ReturnRow> CensusRowsOf(const rows::ReturnRows& rows, RecordId record,
                                        CivilDate census_day) {
  std::vector<v1::ReturnRow> found;
  if (!IsThereOn(rows.child(), census_day) || LeftOn(rows.child(), census_day)) return found;
  const std::string_view upn =
      IdentifierOn(rows.identifiers(), v1::IDENTIFIER_TYPE_UPN, census_day);
  const v1::SenProvision status = ProvisionOn(rows, census_day);
  const bool has_needs = status == v1::SEN_PROVISION_K || status == v1::SEN_PROVISION_E;
  const bool types_asked = has_needs && census_day.month() == kSpringMonth;
  const std::vector<RankedType> types =
      has_needs ? TypesOn(rows, status, census_day) : std::vector<RankedType>();

  ReturnLine pupil(kPupil, record);
  pupil.Require("UPN", upn).Require("SENprovision", LettersOf(status, census_day));
  if (const auto* placement = LastOn(rows.placements(), census_day)) {
    pupil.SetFlag("SENunitIndicator", UnitOf(*placement));
    pupil.SetFlag("ResourcedProvisionIndicator", ResourcedOf(*placement));
  }
  found.push_back(pupil.Take());
  for (const RankedType& type : types) {
    ReturnLine need(kNeed, record);
    need.Require("UPN", upn).Set("SENtypeRank", absl::StrCat(type.rank));
    need.Set("SENtype", type.letters);
    if (types_asked) need.Require("SENtype", type.letters);
    found.push_back(need.Take());
  }
  if (types_asked && types.empty()) {
    found.push_back(ReturnLine(kNeed, record)
                        .Require("UPN", upn)
                        .Set("SENtypeRank", "1")
                        .Miss("SENtype")
                        .Take());
  }
  return found;
}

}  // namespace cairn
