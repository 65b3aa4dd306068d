// Until when somebody may appeal or ask for mediation.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::IsEmpty;

TEST(DisputeDuties, NeverCallARightThatWasNotUsedOverdue) {
  HistoryBuilder history;
  history.Add("2025-07-01",
              Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"));
  const CivilDate day = Day(2025, 10, 1);

  EXPECT_EQ(Sentence(DutiesOf(history, "appeal.from_notice", day)),
            "1 Sep 2025: ended 30 days ago");
  EXPECT_EQ(Sentence(DutiesOf(history, "mediation.contact", day)), "1 Sep 2025: ended 30 days ago");
  EXPECT_FALSE(DutiesOf(history, "appeal.from_notice", day)[0].IsOverdue());
}

TEST(DisputeDuties, DoNotTakeACertificateAboutOneNoticeForAnother) {
  HistoryBuilder history;
  history.Add("2025-07-01", Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"))
      .Add("2025-12-10", Decided("2025-12-10", "REFUSE_TO_ISSUE", "year: 2025 month: 12 day: 10"))
      .Add("2025-12-12", "dispute_opened { dispute_id: 'm' dispute: DISPUTE_KIND_MEDIATION }")
      .Add("2026-02-02",
           "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED "
           "certificate_date { year: 2026 month: 2 day: 2 } }");

  const std::vector<Duty> appeals = DutiesOf(history, "appeal.from_certificate", Day(2026, 2, 3));

  ASSERT_EQ(appeals.size(), 1u);
  EXPECT_EQ(appeals[0].due.due, Day(2026, 3, 2));
  EXPECT_EQ(appeals[0].started_by->entry().ehc_decision_notified().decision(),
            v1::EHC_DECISION_REFUSE_TO_ISSUE);
}

TEST(DisputeDuties, CountAnAppealFromTheCertificateOnlyOnceItIsThere) {
  HistoryBuilder history;
  history.Add("2025-07-01", Decided("2025-07-01", "REFUSE_TO_ASSESS", "year: 2025 month: 7 day: 1"))
      .Add("2025-07-05", "dispute_opened { dispute_id: 'm' dispute: DISPUTE_KIND_MEDIATION }")
      .Add("2025-08-20",
           "dispute_step_recorded { dispute_id: 'm' step: DISPUTE_STEP_CERTIFICATE_ISSUED "
           "certificate_date { year: 2025 month: 8 day: 20 } }");

  EXPECT_EQ(DutiesOfAll(history, "appeal.from_notice", Day(2025, 8, 19)).size(), 1u);
  EXPECT_THAT(DutiesOfAll(history, "appeal.from_notice", Day(2025, 8, 20)), IsEmpty());
  EXPECT_EQ(DutiesOfAll(history, "appeal.from_certificate", Day(2025, 8, 20)).size(), 1u);
}

}  // namespace
}  // namespace cairn
