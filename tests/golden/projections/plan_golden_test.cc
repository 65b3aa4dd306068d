// The plans of both cases as they were printed when somebody last read them against what a plan
// should say. The second case ends with an EHC plan; its school plan is still the one shown.
#include <gtest/gtest.h>

#include "projections/plan.h"
#include "projections/record/fold.h"
#include "tests/golden/golden_file.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

// As at the end of that day, in both times.
std::string PlanOn(std::string_view case_name, std::string_view iso_day,
                   const PlanOptions& options = {}) {
  const KnownAt known_at{.recorded_at_us = StartOfDayMicros(Day(iso_day).AddDays(1)) - 1};
  const Record record =
      Fold(CaseRecordId(), CaseEvents(case_name), known_at, {.day = Day(iso_day)});
  const std::optional<v1::Plan> plan = PlanView(record, options);
  return plan.has_value() ? Outline(*plan) : "no plan\n";
}

TEST(PlanPrint, OfCaseAOnTheDayTheChildLeft) {
  ExpectGolden("projections/plan_case_a_2025-12-19.txt", PlanOn("case-a", "2025-12-19"));
}

TEST(PlanPrint, OfCaseAWhileItsFirstVersionWasDisputed) {
  ExpectGolden("projections/plan_case_a_2024-12-12.txt", PlanOn("case-a", "2024-12-12"));
}

TEST(PlanPrint, OfCaseBOnTheDayTheEhcPlanWasEntered) {
  ExpectGolden("projections/plan_case_b_2026-02-23.txt", PlanOn("case-b", "2026-02-23"));
}

TEST(PlanPrint, OfTheRelationalPlanOfCaseB) {
  ExpectGolden("projections/plan_case_b_relational.txt",
               PlanOn("case-b", "2026-02-23", {.plan_id = "RB"}));
}

}  // namespace
}  // namespace cairn
