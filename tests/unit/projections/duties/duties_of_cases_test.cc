// Every date of the two fictional cases that a clock sets, found in the record alone.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/duties.h"
#include "projections/record/fold.h"
#include "tests/support/case_loader.h"

namespace cairn {
namespace {

CivilDate DayOf(int year, unsigned month, unsigned day) {
  return CivilDate::Of(year, static_cast<int>(month), static_cast<int>(day)).value();
}

// "due 2 Jul 2025: done 1 Jul 2025, 1 day before it was due", of every duty of `rule`.
std::vector<std::string> Of(std::string_view name, std::string_view rule, CivilDate day) {
  const Record record = Fold(CaseRecordId(), CaseEvents(name), {}, {.day = day});
  std::vector<std::string> found;
  for (const Duty& duty : DutiesOn(record, nullptr, day)) {
    if (duty.rule_id() == rule) {
      found.push_back(FormatDate(duty.due.due) + ": " + duty.status.sentence);
    }
  }
  return found;
}

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(DutiesOfCaseA, SayThatTheAuthorityDecidedInTime) {
  EXPECT_THAT(Of("case-a", "ehc.decide_whether_to_assess", DayOf(2025, 12, 19)),
              ElementsAre("2 Jul 2025: done 1 Jul 2025, 1 day before it was due"));
}

TEST(DutiesOfCaseA, CountTheDaysThatWereLeftOnTheDay) {
  EXPECT_THAT(Of("case-a", "ehc.decide_whether_to_assess", DayOf(2025, 6, 30)),
              ElementsAre("2 Jul 2025: 2 days left"));
}

TEST(DutiesOfCaseA, KnowNothingOfARequestThatHasNotCome) {
  EXPECT_THAT(Of("case-a", "ehc.decide_whether_to_assess", DayOf(2025, 5, 20)), IsEmpty());
}

TEST(DutiesOfCaseA, HaveNoFinalPlanToWaitForAfterARefusal) {
  EXPECT_THAT(Of("case-a", "ehc.final_plan", DayOf(2025, 12, 19)), IsEmpty());
}

TEST(DutiesOfCaseA, GiveTheLastDayToAppeal) {
  EXPECT_THAT(Of("case-a", "appeal.from_certificate", DayOf(2025, 9, 1)),
              ElementsAre("8 Sep 2025: 7 days left"));
  EXPECT_THAT(Of("case-a", "appeal.from_notice", DayOf(2025, 8, 6)),
              ElementsAre("1 Sep 2025: 26 days left"));
}

TEST(DutiesOfCaseA, GiveTheDaysOfTheMediation) {
  EXPECT_THAT(Of("case-a", "mediation.arranged", DayOf(2025, 12, 19)),
              ElementsAre("13 Aug 2025: done 6 Aug 2025, 7 days before it was due"));
  EXPECT_THAT(Of("case-a", "mediation.terms", DayOf(2025, 8, 10)),
              ElementsAre("20 Aug 2025: 10 days left"));
}

TEST(DutiesOfCaseA, SayThatThePlanWentOutWithinAWeekOfTheMeeting) {
  EXPECT_THAT(Of("case-a", "meeting.notes_sent", DayOf(2025, 12, 19)),
              Contains("18 Feb 2025: done 14 Feb 2025, 4 days before it was due"));
}

TEST(DutiesOfCaseA, ListEveryAgreedReviewOnce) {
  EXPECT_THAT(
      Of("case-a", "review.agreed_date", DayOf(2025, 12, 18)),
      ElementsAre("11 Feb 2025: done 11 Feb 2025, on the last day",
                  "13 May 2025: done 13 May 2025, on the last day",
                  "9 Jul 2025: done 9 Jul 2025, on the last day",
                  "11 Nov 2025: done 11 Nov 2025, on the last day", "10 Mar 2026: 82 days left"));
}

TEST(DutiesOfCaseA, SayHowLongTheFileIsKept) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));

  EXPECT_EQ(RetentionOn(record, DayOf(2025, 12, 19))->kept_until.due, DayOf(2048, 2, 11));
  EXPECT_FALSE(RetentionOn(record, DayOf(2025, 12, 19))->is_held);
}

TEST(DutiesOfCaseB, SayThatTheAuthorityDecidedOnTheLastDay) {
  EXPECT_THAT(Of("case-b", "ehc.decide_whether_to_assess", DayOf(2026, 2, 27)),
              Contains("17 Jun 2025: done 17 Jun 2025, on the last day"));
}

TEST(DutiesOfCaseB, GiveTheLastDaysToMediateAndToAppeal) {
  EXPECT_THAT(Of("case-b", "mediation.contact", DayOf(2025, 6, 20)),
              Contains("17 Aug 2025: 58 days left"));
  EXPECT_THAT(Of("case-b", "appeal.from_notice", DayOf(2025, 7, 10)),
              Contains("1 Sep 2025: 53 days left"));
}

TEST(DutiesOfCaseB, DoNotCountAugustForTheResponse) {
  EXPECT_THAT(Of("case-b", "appeal.response", DayOf(2025, 9, 30)),
              ElementsAre("3 Oct 2025: 3 days left"));
}

TEST(DutiesOfCaseB, RunUnderTheOrderFromItsDay) {
  EXPECT_THAT(Of("case-b", "order.assess.notify", DayOf(2025, 11, 20)),
              ElementsAre("28 Nov 2025: 8 days left"));
  EXPECT_THAT(Of("case-b", "order.assess.final_plan", DayOf(2026, 2, 27)),
              ElementsAre("20 Feb 2026: done 19 Feb 2026, 1 day before it was due"));
}

TEST(DutiesOfCaseB, SayThatTheAccessRequestWasAnsweredInTime) {
  EXPECT_THAT(Of("case-b", "rights.access", DayOf(2026, 2, 27)),
              ElementsAre("14 Apr 2025: done 3 Apr 2025, 11 days before it was due"));
}

TEST(DutiesOfCaseB, SayThatTheReviewWasHeldAfterTheAgreedDate) {
  EXPECT_THAT(Of("case-b", "review.agreed_date", DayOf(2026, 2, 27)),
              ElementsAre("4 Dec 2024: done 4 Dec 2024, on the last day",
                          "26 Mar 2025: done 29 Apr 2025, 34 days after the usual time",
                          "8 Jul 2025: 234 days after the usual time"));
}

TEST(DutiesOfCaseB, KeepTheFileWhileTheHoldStands) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-b"));

  EXPECT_EQ(RetentionOn(record, DayOf(2026, 2, 27))->kept_until.due, DayOf(2043, 1, 19));
  EXPECT_TRUE(RetentionOn(record, DayOf(2026, 2, 27))->is_held);
  EXPECT_EQ(RetentionOn(record, DayOf(2026, 2, 27))->disposable_from, std::nullopt);
}

}  // namespace
}  // namespace cairn
