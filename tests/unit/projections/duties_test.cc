#include "projections/duties.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Duties, AreInTheOrderOfTheirDates) {
  HistoryBuilder history = Requested();
  history.Add("2024-11-15",
              EntryOn("2024-10-15",
                      "permission_recorded { act: PERMISSION_ACT_GIVEN services: "
                      "OUTSIDE_SERVICE_CAMHS expires { year: 2024 month: 12 day: 1 } }"));
  std::vector<std::string> rules;
  const Record record = Fold({}, history.events());
  for (const Duty& duty : DutiesOn(record, nullptr, Day(2025, 4, 1))) {
    rules.emplace_back(duty.rule_id());
  }

  EXPECT_THAT(rules,
              ElementsAre("permission.expires", "ehc.decide_whether_to_assess", "ehc.final_plan"));
}

TEST(Duties, LeaveOutASchoolDayClockWithoutTerms) {
  HistoryBuilder history;
  history.Add("2025-12-19", "record_handed_over { to_school: 'Larchmere' }");

  EXPECT_THAT(DutiesOf(history, "record.transfer", Day(2026, 1, 5)), IsEmpty());
}

TEST(Duties, EndForASchoolThatHasHandedTheFileOver) {
  HistoryBuilder history;
  history
      .Add("2025-09-10",
           "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT review_due { year: 2026 "
           "month: 3 day: 10 } content { needs: 'x' } }")
      .Add("2025-12-19", "record_handed_over { to_school: 'Larchmere' }");

  EXPECT_THAT(DutiesOf(history, "review.agreed_date", Day(2026, 4, 1)), IsEmpty());
}

TEST(Duties, EndWithThePlanThatWasClosed) {
  HistoryBuilder history;
  history
      .Add("2025-09-10",
           "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT review_due { year: 2026 "
           "month: 3 day: 10 } content { needs: 'x' } }")
      .Add("2026-01-19", "plan_closed { plan_id: 'p' reason: PLAN_END_REASON_OUTCOMES_MET }");

  EXPECT_THAT(DutiesOf(history, "review.agreed_date", Day(2026, 4, 1)), IsEmpty());
}

}  // namespace
}  // namespace cairn
