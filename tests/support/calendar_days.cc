#include "tests/support/calendar_days.h"

#include "eventstore/base/check.h"

namespace cairn {

CivilDate On(int year, int month, int day) {
  const std::optional<CivilDate> date = CivilDate::Of(year, month, day);
  CAIRN_CHECK(date.has_value());
  return *date;
}

void PrintTo(CivilDate date, std::ostream* out) { *out << FormatDate(date); }

}  // namespace cairn
