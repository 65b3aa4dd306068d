// National Curriculum years, with what comes before, after and beside them (nc_years.csv). Pure;
// safe to use from any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "projections/calendar/date.h"
#include "projections/codes/code_list.h"

namespace cairn::codes {

enum class KeyStage { kNone, kFoundation, kOne, kTwo, kThree, kFour, kFive };

struct NcYear {
  std::string_view code;  // "R", "1" to "14", "N2", "X"
  KeyStage stage;
  std::optional<int> age;  // usual age in years on 31 August before the school year
};

std::span<const NcYear> NcYears();

// Null when there is no such year.
const NcYear* FindNcYear(std::string_view code);

// The usual year of those who were `age` on 31 August before the school year: 4 is R, 5 is 1. Null
// where no year is usual, as below 2 and above 18. A child's real year may be another.
const NcYear* NcYearForAge(int age);

// The usual year on `day` of a child born on `born`; null as above, and before the child was born.
const NcYear* UsualNcYear(CivilDate born, CivilDate day);

}  // namespace cairn::codes
