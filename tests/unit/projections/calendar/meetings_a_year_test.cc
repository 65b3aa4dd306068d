#include "projections/calendar/meetings_a_year.h"

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/calendar_days.h"

namespace cairn {
namespace {

MeetingFact WithParent(CivilDate day) {
  return {.day = day, .about_outcomes = true, .parent_attended = true};
}

// On SEN support from that day on.
std::vector<DayRange> SupportedFrom(CivilDate day) { return {{day, On(2099, 8, 31)}}; }

constexpr AcademicYear kYear{.start_year = 2024};

// Case B: two reviews and the planning meeting of 30 September.
TEST(MeetingsAYear, CountPlanningWithAParentToo) {
  const std::vector<MeetingFact> meetings = {
      WithParent(On(2024, 9, 30)), WithParent(On(2025, 2, 10)), WithParent(On(2025, 4, 29))};

  const MeetingsInYear in_year =
      CountMeetings(meetings, SupportedFrom(On(2024, 9, 30)), kYear, On(2025, 8, 31));

  EXPECT_EQ(in_year.counted, 3);
  EXPECT_EQ(in_year.recommended, 3);
  EXPECT_FALSE(in_year.IsFewer());
  EXPECT_EQ(
      in_year.explanation,
      "3 of 3 recommended in 2024/25 (Code of Practice 6.65), pro rata for 336 of 365 days on "
      "SEN support");
}

TEST(MeetingsAYear, LeaveOutParentsEveningsOtherMattersAndMeetingsWithoutAParent) {
  const std::vector<MeetingFact> meetings = {
      {.day = On(2024, 11, 1),
       .about_outcomes = true,
       .parents_evening = true,
       .parent_attended = true},
      {.day = On(2024, 11, 2), .about_outcomes = false, .parent_attended = true},
      {.day = On(2024, 11, 3), .about_outcomes = true, .parent_attended = false}};

  EXPECT_EQ(CountMeetings(meetings, SupportedFrom(On(2024, 9, 1)), kYear, On(2025, 8, 31)).counted,
            0);
}

TEST(MeetingsAYear, LeaveOutOtherYearsAndWhatComesLater) {
  const std::vector<MeetingFact> meetings = {
      WithParent(On(2024, 8, 31)), WithParent(On(2024, 9, 1)), WithParent(On(2025, 1, 2))};

  EXPECT_EQ(CountMeetings(meetings, SupportedFrom(On(2024, 9, 1)), kYear, On(2025, 1, 1)).counted,
            1);
}

// Case A: SEN support from 12 November.
TEST(MeetingsAYear, AreRecommendedProRata) {
  const std::vector<DayRange> supported = SupportedFrom(On(2024, 11, 12));

  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2025, 8, 31)).recommended, 2);
  EXPECT_EQ(CountMeetings({}, SupportedFrom(On(2025, 7, 30)), kYear, On(2025, 8, 31)).recommended,
            0);
}

TEST(MeetingsAYear, MayBeMoreForOneChild) {
  const MeetingsInYear in_year =
      CountMeetings({}, SupportedFrom(On(2024, 9, 1)), kYear, On(2025, 8, 31), 6);

  EXPECT_EQ(in_year.recommended, 6);
  EXPECT_EQ(in_year.explanation,
            "0 of 6 recommended in 2024/25 (6 a year set for this child), pro rata for 365 of 365 "
            "days on SEN support");
}

TEST(MeetingsAYear, AreRoundedDownWhileTheYearRuns) {
  const std::vector<DayRange> supported = SupportedFrom(On(2024, 9, 1));

  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2024, 12, 30)).recommended, 0);
  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2024, 12, 31)).recommended, 1);
  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2025, 8, 30)).recommended, 2);
  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2025, 8, 31)).recommended, 3);
}

TEST(MeetingsAYear, CountADayOfTwoRangesOnce) {
  const std::vector<DayRange> supported = {{On(2024, 9, 1), On(2024, 10, 31)},
                                           {On(2024, 10, 1), On(2024, 11, 30)}};

  EXPECT_EQ(CountMeetings({}, supported, kYear, On(2025, 8, 31)).days_supported, 91);
}

}  // namespace
}  // namespace cairn
