// What the school census and SEN2 ask alike. Pure; safe to call from any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "projections/returns/return_rows.pb.h"

#include "projections/calendar/date.h"

namespace cairn {

// The status on the day; unspecified where none was set.
v1::SenProvision ProvisionOn(const rows::ReturnRows& rows, CivilDate day);
// Its letter; empty where it does not count on the day.
std::string_view LettersOf(v1::SenProvision status, CivilDate day);

struct RankedType {
  int rank = 1;
  // Empty where the type does not count on the day, or not with that status: NSA goes with K alone.
  std::string_view letters;
};

// At most the first two needs on the day: returns take no more.
std::vector<RankedType> TypesOn(const rows::ReturnRows& rows, v1::SenProvision status,
                                CivilDate day);

// Nothing where it was not said.
std::optional<bool> UnitOf(const rows::PlacementRow& placement);
std::optional<bool> ResourcedOf(const rows::PlacementRow& placement);

}  // namespace cairn
