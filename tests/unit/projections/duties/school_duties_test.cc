// What a school owes in the course of a year, for whom and from when.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/unit/projections/duties/found_duties.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Entry PlanWith(std::string_view day, std::string_view due) {
  return EntryOn(day,
                 "plan_issued { plan_id: 'p' plan_kind: PLAN_KIND_SEN_SUPPORT content { "
                 "needs: 'x' } review_due { " +
                     std::string(due) + " } }");
}

v1::Entry ReviewWith(std::string_view day, std::string_view next) {
  return EntryOn(day, "plan_reviewed { plan_id: 'p' next_review { " + std::string(next) + " } }");
}

constexpr char kAgreed[] = "review.agreed_date";
constexpr char kMay[] = "year: 2025 month: 5 day: 13";

TEST(SchoolDuties, ListTheReviewOnceThatAReviewAndThePlanAfterItAgreed) {
  HistoryBuilder history;
  history.Add("2024-11-12", PlanWith("2024-11-12", "year: 2025 month: 2 day: 11"))
      .Add("2025-02-11", ReviewWith("2025-02-11", kMay))
      .Add("2025-02-12", PlanWith("2025-02-12", kMay));

  EXPECT_EQ(DutiesOfAll(history, kAgreed, Day(2025, 2, 11)).size(), 2u);
  const std::vector<Duty> duties = DutiesOfAll(history, kAgreed, Day(2025, 5, 20));
  ASSERT_EQ(duties.size(), 2u);
  EXPECT_EQ(duties[0].status.sentence, "done 11 Feb 2025, on the last day");
  EXPECT_EQ(duties[1].status.sentence, "7 days after the usual time");
  EXPECT_TRUE(duties[1].started_by->entry().has_plan_issued());
}

TEST(SchoolDuties, KeepTheAgreedDayWhenThePlanAfterItWasIssuedTooLateToMoveIt) {
  HistoryBuilder history;
  history.Add("2024-11-12", PlanWith("2024-11-12", kMay))
      .Add("2025-05-13", PlanWith("2025-05-13", "year: 2025 month: 11 day: 11"));

  EXPECT_EQ(DutiesOfAll(history, kAgreed, Day(2025, 5, 20)).size(), 2u);
}

TEST(SchoolDuties, TakeThePlanIssuedOnTheAgreedDayForTheOneThatNamesIt) {
  HistoryBuilder history;
  history.Add("2024-11-12", PlanWith("2024-11-12", kMay))
      .Add("2025-05-13", PlanWith("2025-05-13", kMay));

  EXPECT_EQ(Sentence(DutiesOfAll(history, kAgreed, Day(2025, 5, 20))),
            "13 May 2025: 7 days after the usual time");
}

v1::Entry HandedOver() {
  return EntryOn("2025-03-14", "record_handed_over { to_school: 'Larchmere' }");
}

HistoryBuilder LeftInMarch() {
  HistoryBuilder history;
  history.Add("2023-09-04", OnSenSupport())
      .Add("2025-02-12", PlanWith("2025-02-12", kMay))
      .Add("2025-02-12",
           "plan_issued { plan_id: 'q' plan_kind: PLAN_KIND_SEN_SUPPORT content { needs: 'x' } "
           "review_due { year: 2025 month: 7 day: 1 } }")
      .Add("2025-03-14", HandedOver());
  return history;
}

constexpr char kMet[] = "senco.met_in_year";

TEST(SchoolDuties, BeginAgainWithAChildWhoCameBack) {
  HistoryBuilder history = LeftInMarch();
  history.Add("2025-06-02", "placement_recorded { school: 'Elm' }");

  EXPECT_THAT(DutiesOfAll(history, kAgreed, Day(2025, 6, 1)), IsEmpty());
  // What fell due while the child was away stays with the other school.
  EXPECT_EQ(Sentence(DutiesOfAll(history, kAgreed, Day(2025, 6, 2))), "1 Jul 2025: 29 days left");
  EXPECT_EQ(DutiesOfAll(history, kMet, Day(2025, 6, 1)).size(), 1u);
  const std::vector<Duty> met = DutiesOfAll(history, kMet, Day(2025, 6, 2));
  ASSERT_EQ(met.size(), 2u);
  EXPECT_EQ(met[1].due.start, Day(2025, 6, 2));
}

TEST(SchoolDuties, DoNotBeginAgainWithThePlaceToWhichTheFileWentNorWithTheStayThatEnded) {
  HistoryBuilder history = LeftInMarch();
  history
      .Add("2025-03-17", "placement_recorded { school: 'Elm' to { year: 2025 month: 3 day: 14 } }")
      .Add("2025-03-17", "placement_recorded { school: 'Larchmere' }");

  EXPECT_THAT(DutiesOfAll(history, kAgreed, Day(2025, 6, 2)), IsEmpty());
  EXPECT_EQ(DutiesOfAll(history, kMet, Day(2025, 6, 2)).size(), 1u);
}

// Of the setting whose summer term ends on 22 July 2025.
std::vector<CivilDate> ReportsDue(const HistoryBuilder& history, CivilDate day) {
  HistoryBuilder school;
  for (const char* year : {"2024", "2025"}) {
    const std::string next = std::to_string(std::stoi(year) + 1);
    school.Add("2024-09-01", "term_dates_set { school_year: '" + std::string(year) + "/" +
                                 next.substr(2) + "' terms { from { year: " + year +
                                 " month: 9 day: 2 } to { year: " + next +
                                 " month: 7 day: 22 } } }");
  }
  const Record of_school = Fold({}, school.events());
  std::vector<CivilDate> due;
  for (const Duty& duty : DutiesOn(Fold({}, history.events()), &of_school.setting, day)) {
    if (duty.rule_id() == "report.annual") due.push_back(duty.due.due);
  }
  return due;
}

TEST(SchoolDuties, AskForNoReportOfTheYearInWhoseSummerHolidayAChildCame) {
  HistoryBuilder history;
  history.Add("2025-08-20", "sen_status_set { status: SEN_PROVISION_K }");

  EXPECT_THAT(ReportsDue(history, Day(2025, 8, 20)), IsEmpty());
  EXPECT_THAT(ReportsDue(history, Day(2025, 10, 1)), ElementsAre(Day(2026, 7, 22)));
}

TEST(SchoolDuties, AskForNothingOfTheYearsBeforeTheRecordWasOpened) {
  HistoryBuilder history;
  history.Add("2025-09-03", "record_opened { name: 'Ada' }").Add("2025-09-03", OnSenSupport());

  EXPECT_THAT(ReportsDue(history, Day(2025, 10, 1)), ElementsAre(Day(2026, 7, 22)));
  const std::vector<Duty> met = DutiesOfAll(history, kMet, Day(2025, 10, 1));
  ASSERT_EQ(met.size(), 1u);
  EXPECT_EQ(met[0].due.start, Day(2025, 9, 3));
}

TEST(SchoolDuties, TakeAnAnnualReportForTheYearThatItNames) {
  HistoryBuilder history;
  history.Add("2023-09-04", OnSenSupport())
      .Add("2025-09-15",
           "notice_sent { notice: NOTICE_KIND_ANNUAL_REPORT recipients: 'Mo' school_year: "
           "'2024/25' }");
  int reports = 0;
  const Record record = Fold({}, history.events());
  const auto calendar = EntryOn("2024-09-01",
                                "term_dates_set { school_year: '2024/25' terms { from { year: 2024 "
                                "month: 9 day: 2 } to { year: 2025 month: 7 day: 22 } } }");
  HistoryBuilder school;
  school.Add("2024-09-01", calendar);
  const Record of_school = Fold({}, school.events());
  for (const Duty& duty : DutiesOn(record, &of_school.setting, Day(2025, 10, 1))) {
    if (duty.rule_id() != "report.annual") continue;
    ++reports;
    EXPECT_EQ(duty.due.due, Day(2025, 7, 22));
    EXPECT_EQ(duty.done, Day(2025, 9, 15));
  }
  EXPECT_EQ(reports, 1);
}

TEST(SchoolDuties, AskForAMeetingWithTheSencoInEveryYearOfSupport) {
  HistoryBuilder history;
  history.Add("2023-09-04", OnSenSupport())
      .Add("2024-11-05",
           "meeting_held { meeting: MEETING_TYPE_REVIEW attendees { name: 'Ash' capacity: "
           "CAPACITY_SENCO } }")
      .Add("2025-10-01", "sen_status_set { status: SEN_PROVISION_N }");
  const auto met = [&](CivilDate day) {
    std::string sentences;
    for (const Duty& duty : DutiesOfAll(history, "senco.met_in_year", day)) {
      sentences += FormatDate(duty.due.due) + ": " + duty.status.sentence + "; ";
    }
    return sentences;
  };

  EXPECT_EQ(met(Day(2024, 12, 1)),
            "31 Aug 2024: 92 days after the usual time; 31 Aug 2025: done 5 Nov 2024, 299 days "
            "before it was due; ");
  EXPECT_EQ(met(Day(2025, 9, 30)),
            "31 Aug 2025: done 5 Nov 2024, 299 days before it was due; 31 Aug 2026: 335 days "
            "left; ");
  EXPECT_EQ(met(Day(2025, 10, 1)), "31 Aug 2025: done 5 Nov 2024, 299 days before it was due; ");
  EXPECT_EQ(met(Day(2026, 9, 1)), "");
}

}  // namespace
}  // namespace cairn
