#include "projections/record/review_decisions.h"

#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

HistoryBuilder Reviewed() {
  HistoryBuilder history;
  history.Add("2025-01-10", "source { id: 'R' } plan_reviewed { plan_id: 'P' }");
  return history;
}

bool IsDone(const HistoryBuilder& history, v1::ReviewDecision decision) {
  const Record record = Fold({}, history.events());
  return DecisionIsCarriedOut(record, record.reviews.reviews.front(), decision);
}

TEST(ReviewDecisions, AreCarriedOutByANewVersionOfThatPlan) {
  HistoryBuilder history = Reviewed();
  history.Add("2025-01-20", "plan_issued { plan_id: 'Q' content {} }");
  EXPECT_FALSE(IsDone(history, v1::REVIEW_DECISION_REDUCE));

  history.Add("2025-01-21", "plan_issued { plan_id: 'P' content {} }");
  EXPECT_TRUE(IsDone(history, v1::REVIEW_DECISION_REDUCE));
  EXPECT_FALSE(IsDone(history, v1::REVIEW_DECISION_SEEK_ADVICE));
}

TEST(ReviewDecisions, AreNotCarriedOutByWhatCameBefore) {
  HistoryBuilder history = Reviewed();
  history.Add("2025-01-11", EntryOn("2025-01-09", "plan_issued { plan_id: 'P' content {} }"));

  EXPECT_FALSE(IsDone(history, v1::REVIEW_DECISION_CHANGE));
}

TEST(ReviewDecisions, ToSeekAdviceAreCarriedOutByAReferral) {
  HistoryBuilder history = Reviewed();
  history.Add("2025-01-20", "specialist_referred { service: OUTSIDE_SERVICE_CAMHS reason: 'x' }");

  EXPECT_TRUE(IsDone(history, v1::REVIEW_DECISION_SEEK_ADVICE));
  EXPECT_FALSE(IsDone(history, v1::REVIEW_DECISION_SEEK_EHC_NEEDS_ASSESSMENT));
}

TEST(ReviewDecisions, AreCarriedOutByWhateverSaysSo) {
  HistoryBuilder history = Reviewed();
  history.Add("2025-01-20",
              "links { relation: RELATION_CARRIES_OUT entry { source_id: 'R' } } contact_logged { "
              "with: 'the school nurse' text: 'Agreed to come.' }");

  EXPECT_TRUE(IsDone(history, v1::REVIEW_DECISION_SEEK_ADVICE));
}

TEST(ReviewDecisions, ToGoOnAskForNothing) {
  EXPECT_TRUE(IsDone(Reviewed(), v1::REVIEW_DECISION_CONTINUE));
}

}  // namespace
}  // namespace cairn
