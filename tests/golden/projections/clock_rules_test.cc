// Every row of the table of time limits, with the sentence in which it explains itself. Read the
// difference against the source it names before agreeing to a change.
#include <algorithm>

#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/calendar/statutory_clocks.h"
#include "tests/golden/golden_file.h"
#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

// The three terms of 2025/26, and those of the year before.
SchoolCalendar TwoYears() {
  return {.terms = {{On(2024, 9, 3), On(2024, 12, 20)},
                    {On(2025, 1, 6), On(2025, 4, 4)},
                    {On(2025, 4, 22), On(2025, 7, 22)},
                    {On(2025, 9, 2), On(2025, 12, 19)},
                    {On(2026, 1, 5), On(2026, 3, 27)},
                    {On(2026, 4, 13), On(2026, 7, 21)}},
          .closures = {}};
}

// A Tuesday in term, or the nearest day under the row.
CivilDate StartUnder(const ClockRule& rule) {
  return std::clamp(On(2026, 1, 20), rule.valid_from, rule.valid_to);
}

std::string Span(const ClockRule& rule) {
  const bool is_open = rule.valid_to == On(2199, 12, 31);
  const bool is_ancient = rule.valid_from == On(1900, 1, 1);
  return absl::StrFormat("%s to %s", is_ancient ? "always" : FormatDate(rule.valid_from),
                         is_open ? "now" : FormatDate(rule.valid_to));
}

// "LOCAL_AUTHORITY".
std::string Owner(const ClockRule& rule) {
  constexpr std::string_view kPrefix = "DUTY_OWNER_";
  return v1::DutyOwner_Name(rule.owner).substr(kPrefix.size());
}

std::string RowText(const ClockRule& rule, const SchoolCalendar& terms) {
  const std::optional<DueDate> due = ComputeDue(rule, StartUnder(rule), &terms);
  return absl::StrFormat("%s (%s; %s; %s%s)\n  %s\n", rule.id,
                         rule.force == Force::kLaw ? "law" : "guidance", Owner(rule), Span(rule),
                         rule.ends == Ends::kOpenPeriod ? "; a period" : "",
                         due.has_value() ? due->explanation : "not computed");
}

TEST(ClockRules, ExplainThemselvesAsRead) {
  const SchoolCalendar terms = TwoYears();

  std::string text;
  for (const ClockRule& rule : ClockRules()) text += RowText(rule, terms);

  ExpectGolden("projections/clock_rules.txt", text);
}

}  // namespace
}  // namespace cairn
