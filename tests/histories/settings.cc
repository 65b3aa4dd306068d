#include "tests/histories/settings.h"

namespace cairn::histories {

absl::Status Check(const Settings& settings) {
  const struct {
    bool holds;
    const char* sentence;
  } rows[] = {
      {settings.children >= 1, "There must be a child."},
      {settings.schools >= 1 && settings.schools <= 9999, "There are 1 to 9,999 schools."},
      {settings.children / kChildrenPerSchoolMax < settings.schools,
       "A school has fewer than 4,000 children: give more schools."},
      {settings.first_year >= 2000 && settings.first_year <= 2090,
       "The first school year is one from 2000 to 2090."},
      {settings.years >= 1 && settings.years <= 10, "There are 1 to 10 school years."},
      {settings.k_per_mille >= 0 && settings.e_per_mille >= 0 &&
           settings.k_per_mille + settings.e_per_mille <= 1000,
       "K and E together are at most a thousand of a thousand."},
  };
  for (const auto& row : rows) {
    if (!row.holds) return absl::InvalidArgumentError(row.sentence);
  }
  return absl::OkStatus();
}

}  // namespace cairn::histories
