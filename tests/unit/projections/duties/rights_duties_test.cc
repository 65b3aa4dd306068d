// Until when a request under data protection is to be answered.
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

TEST(RightsDuties, CountThreeMonthsForAnExtendedRequestWithAReason) {
  HistoryBuilder history;
  history.Add("2025-01-10",
              "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_RECTIFICATION "
              "extended: true extension_reason: 'many entries' }");

  EXPECT_EQ(Sentence(DutiesOf(history, "rights.access_extended", Day(2025, 4, 1))),
            "10 Apr 2025: 9 days left");
}

TEST(RightsDuties, LetAnAccessRequestStandStillDayByDay) {
  HistoryBuilder history;
  history.Add(
      "2026-03-02",
      "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_ACCESS clarification_asked_on "
      "{ year: 2026 month: 3 day: 10 } clarification_given_on { year: 2026 month: 3 day: 16 } }");

  EXPECT_EQ(DutiesOfAll(history, "rights.access", Day(2026, 3, 9))[0].due.due, Day(2026, 4, 2));
  EXPECT_EQ(DutiesOfAll(history, "rights.access", Day(2026, 3, 12))[0].due.paused_days, 3);
  EXPECT_EQ(DutiesOfAll(history, "rights.access", Day(2026, 3, 30))[0].due.paused_days, 7);
}

TEST(RightsDuties, LetAnAccessRequestStandStillNoLongerThanToItsAnswer) {
  HistoryBuilder history;
  history
      .Add("2026-03-02",
           "rights_requested { rights_request_id: 'r' right: RIGHTS_KIND_ACCESS "
           "clarification_asked_on { year: 2026 month: 3 day: 10 } }")
      .Add("2026-03-20",
           "rights_answered { rights_request_id: 'r' answer: RIGHTS_ANSWER_GRANTED }");

  const std::vector<Duty> then = DutiesOfAll(history, "rights.access", Day(2026, 3, 20));
  const std::vector<Duty> later = DutiesOfAll(history, "rights.access", Day(2026, 6, 1));
  ASSERT_EQ(then.size(), 1u);
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].due.due, then[0].due.due);
  EXPECT_EQ(later[0].due.paused_days, 11);
}

}  // namespace
}  // namespace cairn
