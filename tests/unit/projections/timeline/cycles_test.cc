#include "projections/timeline/cycles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Spans(const Record& record) {
  std::vector<std::string> spans;
  for (const v1::Cycle& cycle : CyclesOf(record)) {
    spans.push_back(FormatDate(cycle.from()) + " - " + FormatDate(cycle.to()));
  }
  return spans;
}

TEST(Cycles, OfCaseARunFromReviewToReview) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_THAT(Spans(record), ElementsAre("27 Sep 2024 - 11 Feb 2025", "11 Feb 2025 - 13 May 2025",
                                         "13 May 2025 - 9 Jul 2025", "9 Jul 2025 - 11 Nov 2025",
                                         "11 Nov 2025 - "));
}

TEST(Cycles, AreNoneWithoutEntries) { EXPECT_THAT(Spans(Record()), IsEmpty()); }

TEST(Cycles, EndOnceWhenTwoPlansAreReviewedOnOneDay) {
  HistoryBuilder history;
  history.Add("2024-10-01", "concern_raised { text: 'x' }")
      .Add("2024-12-01", "plan_reviewed { plan_id: 'PA' }")
      .Add("2024-12-01", "plan_reviewed { plan_id: 'RB' }");

  EXPECT_THAT(Spans(Fold({}, history.events())),
              ElementsAre("1 Oct 2024 - 1 Dec 2024", "1 Dec 2024 - "));
}

TEST(CycleOf, GivesAPlanIssuedAfterTheReviewOfItsDayToTheNextCycle) {
  HistoryBuilder history;
  history.Add("2024-10-01", "concern_raised { text: 'x' }")
      .Add("2024-12-01", "observation_recorded { text: 'y' }")
      .Add("2024-12-01", "plan_reviewed { plan_id: 'PA' }")
      .Add("2024-12-01", "plan_issued { plan_id: 'PA' }");
  const Record record = Fold({}, history.events());
  const std::vector<v1::Cycle> cycles = CyclesOf(record);

  EXPECT_EQ(CycleOf(record, cycles, *record.entries[1]), 1);
  EXPECT_EQ(CycleOf(record, cycles, *record.entries[2]), 1);
  EXPECT_EQ(CycleOf(record, cycles, *record.entries[3]), 2);
}

TEST(CycleOf, CountsWhatCameBeforeTheFirstConcernToTheFirstCycle) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_EQ(CycleOf(record, CyclesOf(record), *record.entries.front()), 1);
}

}  // namespace
}  // namespace cairn
