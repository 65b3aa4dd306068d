// The table of time limits: the rows of every subject, joined and put in order.
#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

std::vector<ClockRule> JoinedRows() {
  std::vector<ClockRule> rows;
  for (const std::span<const ClockRule> subject :
       {AssessmentClocks(), ReviewClocks(), DisputeClocks(), OrderClocks(), RightsClocks(),
        SchoolClocks()}) {
    std::copy(subject.begin(), subject.end(), std::back_inserter(rows));
  }
  std::sort(rows.begin(), rows.end(), [](const ClockRule& a, const ClockRule& b) {
    return std::tie(a.id, a.valid_from) < std::tie(b.id, b.valid_from);
  });
  return rows;
}

}  // namespace

std::span<const ClockRule> ClockRules() {
  // Never destroyed: due dates point into it.
  static const std::vector<ClockRule>& rows = *new std::vector<ClockRule>(JoinedRows());
  return rows;
}

}  // namespace cairn
