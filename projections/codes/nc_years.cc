#include "projections/codes/nc_years.h"

#include <algorithm>

#include "projections/calendar/academic_year.h"

namespace cairn::codes {
namespace {

constexpr NcYear kNcYears[] = {
#include "projections/codes/nc_years.inc"
};

}  // namespace

std::span<const NcYear> NcYears() { return kNcYears; }
const NcYear* FindNcYear(std::string_view code) { return FindCode(NcYears(), code); }

const NcYear* NcYearForAge(int age) {
  const auto years = NcYears();
  const auto year =
      std::find_if(years.begin(), years.end(), [&](const NcYear& row) { return row.age == age; });
  return year == years.end() ? nullptr : &*year;
}

const NcYear* UsualNcYear(CivilDate born, CivilDate day) {
  const CivilDate counted = AcademicYearOf(day).first().AddDays(-1);
  const int years = counted.year() - born.year();
  return NcYearForAge(born.AddYears(years) <= counted ? years : years - 1);
}

}  // namespace cairn::codes
