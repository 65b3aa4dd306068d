// What one provision came to in the days of a question: sessions planned and given, and what they
// cost (the rules are in provision_map.h). Pure functions of rows; what they ask of a setting is
// kept for one question. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"

#include "projections/provision/provision_rows.pb.h"

#include "projections/calendar/school_days.h"
#include "projections/impact/staff_cost.h"
#include "projections/record/school_years.h"

namespace cairn {

// What an hour costs in one setting, looked up once for each line of the catalogue and day.
class HourlyRates {
 public:
  // `setting` outlives it and may be null: then only what is recorded with the support is known.
  explicit HourlyRates(const Setting* setting) : setting_(setting) {}

  // In pence; nothing when nobody recorded it.
  std::optional<int64_t> On(const rows::ProvisionRow& provision, CivilDate day);

 private:
  const Setting* const setting_;
  absl::flat_hash_map<std::tuple<std::string_view, int32_t>, std::optional<int64_t>> by_catalogue_;
};

// Whether it ran on any of those days.
bool RanIn(const rows::ProvisionRow& provision, DayRange days);
// A part of the days on which it is given in one way.
struct TermsSpan {
  const rows::ProvisionTerms* terms = nullptr;  // never null
  DayRange days;
};
// The ways in which it is given on those days, by first day. Together their days are all of `days`:
// what is logged before it began or after it ended belongs to the first and the last. What was
// changed only after its end is not among them. Empty when it had not begun.
std::vector<TermsSpan> TermsSpansIn(const rows::ProvisionRow& provision, DayRange days);
// How it is given on the last of those days on which it ran; null for no day at all.
const rows::ProvisionTerms* TermsIn(const rows::ProvisionRow& provision, DayRange days);

struct PlannedSum {
  std::optional<int32_t> sessions;
  std::optional<int32_t> minutes;
};
PlannedSum PlannedIn(const rows::ProvisionRow& provision, DayRange days, SchoolYears& years);

struct GivenSum {
  std::optional<int32_t> sessions;
  std::optional<int32_t> minutes;
};
GivenSum GivenIn(const rows::ProvisionRow& provision, DayRange days);

// Nothing when it cannot be said.
std::optional<int64_t> CostIn(const rows::ProvisionRow& provision, DayRange days,
                              HourlyRates& rates);
// How that was counted, or what is missing for it: one sentence.
std::string ExplainedCostIn(const rows::ProvisionRow& provision, DayRange days, HourlyRates& rates);

}  // namespace cairn
