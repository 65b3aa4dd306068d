#include "services/rules/stated.h"

#include <optional>

#include "projections/calendar/academic_year.h"

namespace cairn::rules {

bool EndsBefore(const v1::Date& last, const v1::Date& first) {
  const std::optional<CivilDate> end = LatestDay(last);
  const std::optional<CivilDate> start = EarliestDay(first);
  return end && start && *end < *start;
}

bool IsYoungPerson(const Record& record, CivilDate day) {
  const std::optional<CivilDate> born = BornOn(record.people);
  return born && EndOfCompulsorySchoolAge(*born) < day;
}

bool IsOfParent(const v1::Entry& entry) { return entry.person().capacity() == v1::CAPACITY_PARENT; }

bool HasSpecialProvision(const Record& record, CivilDate day) {
  const Fact<v1::SenStatusSet> status = StatusOn(record.people, day);
  return status &&
         (status->status() == v1::SEN_PROVISION_K || status->status() == v1::SEN_PROVISION_E);
}

}  // namespace cairn::rules
