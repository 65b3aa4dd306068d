#include "projections/timeline/computed_lines.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> LinesOf(std::string_view name, const char* label,
                                 const Setting* setting = nullptr) {
  const Record record = Fold(CaseRecordId(), CaseEvents(name));
  v1::EntryRef ref;
  ref.set_source_id(label);
  const TimelineContext context(record, ViewDay(record), setting);
  return ComputedLines(context, *FindEntry(record, ref));
}

TEST(ComputedLines, SayThatATargetHasNoMeasure) {
  EXPECT_THAT(LinesOf("case-a", "A13"), ElementsAre("=t1 has no measure"));
}

TEST(ComputedLines, SayThatSupportBeganBeforeThePlanNamedIt) {
  EXPECT_THAT(LinesOf("case-a", "A22"), ElementsAre("=16 days before it was in the plan"));
}

TEST(ComputedLines, SayHowLongAfterAdviceThePlanTookItUp) {
  EXPECT_THAT(LinesOf("case-a", "A37"),
              ElementsAre("=162 days after EP advice \"Structured multisensory literacy 4x20 min "
                          "1:1\", same wording, no link recorded"));
}

TEST(ComputedLines, SayThatNoParentAgreedToAVersion) {
  EXPECT_THAT(LinesOf("case-b", "B16"), ElementsAre("=made without a parent's agreement"));
}

TEST(ComputedLines, CountTheDaysThatAReviewWasHeldAfterItsDay) {
  EXPECT_THAT(LinesOf("case-b", "B29"), ElementsAre("=34 days after the agreed date 26 Mar 2025"));
}

TEST(ComputedLines, PutOurFigureBesideAStatedScoreChange) {
  EXPECT_THAT(LinesOf("case-a", "A39"),
              ElementsAre("=SS 76 (71-81) > 85 (80-90), RG 1.59, +9: cannot say, no SEM"));
}

TEST(ComputedLines, SayWhetherARightWasAnsweredInTime) {
  EXPECT_THAT(LinesOf("case-b", "B25"), ElementsAre("=due 14 Apr 2025"));
  EXPECT_THAT(LinesOf("case-b", "B26"), ElementsAre("=due 14 Apr 2025, in time"));
  EXPECT_THAT(LinesOf("case-b", "B27"), ElementsAre("=due 22 May 2025"));
}

TEST(ComputedLines, SayWhetherTheAuthorityDecidedInTime) {
  EXPECT_THAT(LinesOf("case-a", "A31"), ElementsAre("=due 2 Jul 2025, in time"));
  EXPECT_THAT(LinesOf("case-b", "B32"), ElementsAre("=due 17 Jun 2025, in time"));
}

TEST(ComputedLines, GiveTheDaysOfAMediation) {
  EXPECT_THAT(LinesOf("case-a", "A34"), ElementsAre("=to be arranged by 13 Aug 2025"));
  EXPECT_THAT(LinesOf("case-a", "A35"), ElementsAre("=to be carried out by 20 Aug 2025"));
  EXPECT_THAT(LinesOf("case-b", "B33"), ElementsAre("=certificate by 2 Jul 2025"));
}

TEST(ComputedLines, GiveTheLastDayToAppeal) {
  EXPECT_THAT(LinesOf("case-a", "A36"), ElementsAre("=appeal by 8 Sep 2025"));
  EXPECT_THAT(LinesOf("case-b", "B34"), ElementsAre("=appeal by 1 Sep 2025"));
}

TEST(ComputedLines, LeaveAugustOutOfTheAnswerToAnAppeal) {
  EXPECT_THAT(LinesOf("case-b", "B35"), ElementsAre("=response by 3 Oct 2025"));
}

TEST(ComputedLines, GiveTheDaysOfAnOrderToAssess) {
  EXPECT_THAT(LinesOf("case-b", "B38"),
              ElementsAre("=tell the parents by 28 Nov 2025", "=final plan by 20 Feb 2026",
                          "=or refuse a plan by 23 Jan 2026"));
}

TEST(ComputedLines, CountTheFinalPlanFromTheOrder) {
  EXPECT_THAT(LinesOf("case-b", "B39"), Contains("=due 20 Feb 2026, in time"));
}

TEST(ComputedLines, CountATransferInSchoolDaysWhereTheTermsAreKnown) {
  const Record hollowtree = Fold(CaseRecordId(), CaseEvents("hollowtree"));

  EXPECT_THAT(LinesOf("case-a", "A40", &hollowtree.setting),
              ElementsAre("=due 23 Jan 2026, in time", "=no receipt recorded"));
  EXPECT_THAT(LinesOf("case-a", "A40"), ElementsAre("=no receipt recorded"));
}

// Education (Pupil Information) (England) Regulations 2005 reg. 5: within 15 school days.
TEST(ComputedLines, CountTheEducationalRecordInSchoolDaysWhereTheTermsAreKnown) {
  HistoryBuilder history;
  history.Add("2025-12-15",
              "rights_requested { rights_request_id: 'r1' right: RIGHTS_KIND_EDUCATIONAL_RECORD }");
  const Record record = Fold({}, history.events());
  const Record hollowtree = Fold(CaseRecordId(), CaseEvents("hollowtree"));
  const EffectiveEntry& request = *record.entries.front();

  EXPECT_THAT(
      ComputedLines(TimelineContext(record, Day("2025-12-16"), &hollowtree.setting), request),
      ElementsAre("=due 19 Jan 2026"));
  EXPECT_THAT(ComputedLines(TimelineContext(record, Day("2025-12-16")), request), IsEmpty());
}

TEST(ComputedLines, AreNoneForAnObservation) { EXPECT_THAT(LinesOf("case-a", "A03"), IsEmpty()); }

}  // namespace
}  // namespace cairn
