// Meetings with parents: requirement R65, and the counts of both cases.
#include "projections/plan/review_count.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "tests/support/case_loader.h"
#include "tests/unit/projections/plan/plan_story.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr AcademicYear k2024{.start_year = 2024};

ReviewCount CountOf(const Record& record, std::string_view day) {
  return CountReviews(record, k2024, Day(day));
}

Record CaseRecord(std::string_view name) { return Fold(CaseRecordId(), CaseEvents(name)); }

auto Met(const char* name, int meetings) {
  return testing::AllOf(Field(&ParentMet::name, name), Field(&ParentMet::meetings, meetings));
}

// On SEN support from the first day of the year.
HistoryBuilder Supported() {
  HistoryBuilder history;
  history.Add("2024-09-01", "sen_status_set { status: SEN_PROVISION_K }");
  return history;
}

v1::Entry Meeting(std::string_view iso_day, std::string_view type, std::string_view part = "ALL") {
  v1::Entry entry = EntryOn(iso_day,
                            "meeting_held { attendees { name: 'Mo' capacity: "
                            "CAPACITY_PARENT } }");
  v1::MeetingType meeting;
  v1::AttendancePart attended;
  v1::MeetingType_Parse("MEETING_TYPE_" + std::string(type), &meeting);
  v1::AttendancePart_Parse("ATTENDANCE_PART_" + std::string(part), &attended);
  entry.mutable_meeting_held()->set_meeting(meeting);
  entry.mutable_meeting_held()->mutable_attendees(0)->set_part(attended);
  return entry;
}

Record RecordOf(const HistoryBuilder& history) { return Fold({}, history.events()); }

TEST(ReviewCount, OfCaseAIsThreeReviewsAndAPlanningMeeting) {
  const ReviewCount count = CountOf(CaseRecord("case-a"), "2025-08-31");

  EXPECT_EQ(count.review_meetings, 3);
  EXPECT_EQ(count.with_parent, 4);
  EXPECT_THAT(count.parents,
              ElementsAre(Met("Delphine Larkwhistle", 4), Met("Rufus Larkwhistle", 1)));
  EXPECT_FALSE(count.IsFewer());
}

TEST(ReviewCount, OfCaseBIsTwoReviewsAndThreeMeetingsWithTheMother) {
  const ReviewCount count = CountOf(CaseRecord("case-b"), "2025-08-31");

  EXPECT_EQ(count.review_meetings, 2);
  EXPECT_EQ(count.recommended, 3);
  EXPECT_THAT(count.parents, ElementsAre(Met("Rosalind Brambleford", 3)));
  EXPECT_FALSE(count.IsFewer());
}

TEST(ReviewCount, LeavesParentsEveningsAndAbsentParentsOut) {
  HistoryBuilder history = Supported();
  history.Add("2024-10-07", Meeting("2024-10-07", "PARENTS_EVENING"))
      .Add("2024-12-02", Meeting("2024-12-02", "REVIEW", "NONE"))
      .Add("2025-03-03", Meeting("2025-03-03", "PLANNING", "PART"));

  const ReviewCount count = CountOf(RecordOf(history), "2025-08-31");

  EXPECT_EQ(count.review_meetings, 1);
  EXPECT_EQ(count.with_parent, 1);
  EXPECT_THAT(count.parents, ElementsAre(Met("Mo", 1)));
}

TEST(ReviewCount, LeavesOtherYearsAndLaterDaysOut) {
  HistoryBuilder history = Supported();
  history.Add("2024-10-07", Meeting("2024-10-07", "REVIEW"))
      .Add("2025-03-03", Meeting("2025-03-03", "REVIEW"))
      .Add("2025-09-01", Meeting("2025-09-01", "REVIEW"));

  EXPECT_EQ(CountOf(RecordOf(history), "2025-03-02").with_parent, 1);
  EXPECT_EQ(CountOf(RecordOf(history), "2026-08-31").with_parent, 2);
}

TEST(ReviewCount, RecommendsPartOfThreeForPartOfTheYear) {
  const Record all_year = RecordOf(Supported());
  HistoryBuilder half;
  half.Add("2025-03-10", "sen_status_set { status: SEN_PROVISION_K }");

  EXPECT_EQ(CountOf(all_year, "2024-12-30").recommended, 0);
  EXPECT_EQ(CountOf(all_year, "2024-12-31").recommended, 1);
  EXPECT_EQ(CountOf(all_year, "2025-08-30").recommended, 2);
  EXPECT_EQ(CountOf(all_year, "2025-08-31").recommended, 3);
  EXPECT_EQ(CountOf(RecordOf(half), "2025-08-31").recommended, 1);
  EXPECT_EQ(CountOf(Record(), "2025-08-31").recommended, 0);
}

// R67: more often after a school move, much change or hard times.
TEST(ReviewCount, R67_CountsAgainstTheNumberSetForTheChild) {
  HistoryBuilder history = Supported();
  history.Add("2024-10-07", Meeting("2024-10-07", "REVIEW"))
      .Add("2025-01-06",
           "details_recorded { meetings_a_year: 6 meetings_a_year_reason: 'moved school' }");

  EXPECT_EQ(CountOf(RecordOf(history), "2025-01-05").recommended, 1);
  EXPECT_EQ(CountOf(RecordOf(history), "2025-08-31").recommended, 6);
  EXPECT_EQ(Sentence(CountOf(RecordOf(history), "2025-08-31")),
            "1 meeting with a parent about outcomes recorded in 2024/25: fewer than was set for "
            "this child (6 a year)");
}

TEST(ReviewCount, LeavesTheDaysWithoutSupportOut) {
  HistoryBuilder history = Supported();
  history.Add("2025-03-02", "sen_status_set { status: SEN_PROVISION_N }");

  EXPECT_EQ(CountOf(RecordOf(history), "2025-08-31").recommended, 1);
}

TEST(ReviewCount, SaysFewerThanTheCodeRecommendsAndNeverBreach) {
  HistoryBuilder history = Supported();
  history.Add("2024-10-07", Meeting("2024-10-07", "REVIEW"));

  const std::string year = Sentence(CountOf(RecordOf(history), "2025-08-31"));

  EXPECT_EQ(year,
            "1 meeting with a parent about outcomes recorded in 2024/25: fewer than the Code "
            "recommends (3 a year)");
  EXPECT_THAT(year, Not(HasSubstr("breach")));
  EXPECT_EQ(Sentence(CountOf(RecordOf(history), "2025-06-30")),
            "1 meeting with a parent about outcomes recorded in 2024/25: fewer than the Code "
            "recommends (3 a year, 2 for the days on SEN support)");
}

TEST(ReviewCount, SaysNothingMoreWhenThereWereEnough) {
  EXPECT_EQ(Sentence(CountOf(CaseRecord("case-a"), "2025-08-31")),
            "4 meetings with a parent about outcomes recorded in 2024/25");
}

}  // namespace
}  // namespace cairn
