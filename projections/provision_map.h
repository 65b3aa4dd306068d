// The provision map: a cohort view. What is given to whom, by whom, how much of it, what it cost
// and what it shows. Rows (provision/provision_rows.proto) hold what was planned, logged and
// measured; term dates and what an hour costs join when a question is asked. Pure.
//
// Counted from the first to the last day of the question, of a child who has left to the last day
// here: what nobody ended then has ended with that day.
//   planned   sessions a week for every five school days, as planned on each of them, in no more
//             weeks than were planned; whole sessions, rounded down. Unknown without term dates for
//             all of those days
//   given     the spans of the log that begin in it; without a log the total stated at the end, for
//             the day on which the support began
//   cost      staff time of those spans (impact/staff_cost.h): at what an hour costs as recorded
//             with the support, else as the catalogue says on the first day of each span. Unknown
//             when one span has no price or no length: a sum of the others would be taken for all
//
// Who gives it and in which group may change on the way. Filters by staff, group and words of the
// group find a provision if one way in which it was given on those days meets all of them; its line
// shows the last way. Sums by staff or group count what was planned and given, and its cost, under
// whoever or whichever it was on the day; what was stated as a total at the end, under the first.
// So a provision may count in several sums, but once in each; and each rounds for itself, so that
// together they may differ from the sum over everything by a few minutes or pence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/provision/provision_rows.pb.h"

#include "projections/calendar/date.h"
#include "projections/calendar/school_days.h"
#include "projections/cohort/of_child.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Its name is `provision`; impact (cohort_impact.h) is made from the same rows.
View ProvisionView();

using ChildProvision = OfChild<rows::ProvisionRows>;

// One provision of one child, counted.
struct ProvisionMapLine {
  const ChildProvision* of = nullptr;
  const rows::ProvisionRow* provision = nullptr;
  // The days that are counted.
  DayRange days;
  // How it is given on the last day of the question, or on its own last day; null before its start.
  const rows::ProvisionTerms* terms = nullptr;
  // Nothing where it is unknown.
  std::optional<int32_t> planned_sessions;
  std::optional<int32_t> planned_minutes;
  std::optional<int32_t> delivered_sessions;
  std::optional<int32_t> delivered_minutes;
  std::optional<int64_t> cost_pence;
};

struct ProvisionMap {
  CivilDate from;
  CivilDate to;
  // By name, record, then first day.
  std::vector<ProvisionMapLine> lines;
  // The one over everything first, then by label.
  std::vector<v1::ProvisionMapSum> sums;
};

// By every filter of `request` but the setting. `children` must outlive the map.
ProvisionMap ProvisionMapOf(std::span<const ChildProvision> children,
                            const v1::GetProvisionMapRequest& request, CivilDate today);

// The line as it is served, its cost explained.
v1::ProvisionMapRow ProvisionMapRowOf(const ProvisionMapLine& line, const ProvisionMap& map);

}  // namespace cairn
