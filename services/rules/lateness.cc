#include "services/rules/lateness.h"

#include <algorithm>

#include "projections/calendar/statutory_clocks.h"

namespace cairn::rules {

bool IsLate(std::string_view rule_id, std::optional<CivilDate> start, CivilDate done) {
  if (!start) return false;
  const std::optional<DueDate> due = ComputeDue(rule_id, *start);
  return due && std::max(due->due, due->contested.value_or(due->due)) < done;
}

}  // namespace cairn::rules
