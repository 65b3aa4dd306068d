#include "clients/cli/names/moments.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace cairn::cli {
namespace {

google::protobuf::Timestamp At(const std::string& text) {
  google::protobuf::Timestamp time;
  EXPECT_TRUE(google::protobuf::util::TimeUtil::FromString(text, &time));
  return time;
}

std::string InUtc(const google::protobuf::Timestamp& time) {
  return google::protobuf::util::TimeUtil::ToString(time);
}

v1::Date OnDay(int year, int month, int day) {
  v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(LondonOffsetMinutes, ChangesAtOneInTheMorningUtc) {
  EXPECT_EQ(LondonOffsetMinutes(At("2025-03-30T00:59:59Z").seconds()), 0);
  EXPECT_EQ(LondonOffsetMinutes(At("2025-03-30T01:00:00Z").seconds()), 60);
  EXPECT_EQ(LondonOffsetMinutes(At("2025-10-26T00:59:59Z").seconds()), 60);
  EXPECT_EQ(LondonOffsetMinutes(At("2025-10-26T01:00:00Z").seconds()), 0);
}

TEST(LondonDate, IsTheDayThatPeopleThereSaw) {
  EXPECT_EQ(FullDate(LondonDate(At("2025-07-09T23:30:00Z"))), "10 Jul 2025");
  EXPECT_EQ(FullDate(LondonDate(At("2025-12-19T23:30:00Z"))), "19 Dec 2025");
}

TEST(FullTime, IsInLondon) {
  EXPECT_EQ(FullTime(At("2024-10-09T15:10:59Z")), "9 Oct 2024 16:10");
  EXPECT_EQ(FullTime(At("2024-12-09T15:10:00Z")), "9 Dec 2024 15:10");
}

TEST(ParseMoment, TakesADayAsItsEnd) {
  EXPECT_EQ(InUtc(*ParseMoment("2025-12-19")), "2025-12-19T23:59:59.999999Z");
  EXPECT_EQ(InUtc(*ParseMoment("2025-07-09")), "2025-07-09T22:59:59.999999Z");
  EXPECT_EQ(InUtc(*ParseMoment("2025-03-30")), "2025-03-30T22:59:59.999999Z");
  EXPECT_EQ(InUtc(*ParseMoment("2025-10-25")), "2025-10-25T22:59:59.999999Z");
  EXPECT_EQ(InUtc(*ParseMoment("2025-10-26")), "2025-10-26T23:59:59.999999Z");
}

TEST(ParseMoment, TakesATimeAsItIs) {
  EXPECT_EQ(InUtc(*ParseMoment("2024-09-04T16:10:00+01:00")), "2024-09-04T15:10:00Z");
}

TEST(ParseMoment, RefusesWhatIsNoTime) {
  EXPECT_THAT(ParseMoment("yesterday"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseMoment("2024-09-04Tnoon"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseMoment("2024-02-30"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ParseDate, TakesTheDayOfATimeAsItIsWritten) {
  EXPECT_EQ(FullDate(*ParseDate("2024-09-04T23:10:00+01:00")), "4 Sep 2024");
}

TEST(SpanOf, NamesOnlyAsMuchAsTheSpanNeeds) {
  EXPECT_EQ(SpanOf(OnDay(2024, 11, 18), OnDay(2025, 1, 24)), "18 Nov-24 Jan");
  EXPECT_EQ(SpanOf(OnDay(2025, 9, 10), {}), "from 10 Sep");
  EXPECT_EQ(SpanOf(OnDay(2024, 10, 15), OnDay(2025, 10, 14)), "Oct 24 > Oct 25");
  EXPECT_EQ(SpanOf(OnDay(2024, 10, 15), OnDay(2024, 10, 15)), "15 Oct");
  EXPECT_EQ(SpanOf({}, {}), "");
}

TEST(FullDate, IsAsExactAsTheDate) {
  v1::Date month = OnDay(2025, 7, 1);
  month.clear_day();
  v1::Date year = month;
  year.clear_month();

  EXPECT_EQ(FullDate(month), "Jul 2025");
  EXPECT_EQ(FullDate(year), "2025");
  EXPECT_EQ(DayMonth(month), "Jul");
}

TEST(ParseDay, ReadsADayAsPeopleTypeIt) {
  const v1::Date today = OnDay(2025, 11, 10);
  for (const char* text : {"3 Nov", "3 nov 2025", "3 November", "03 Nov", "2025-11-03"}) {
    const absl::StatusOr<v1::Date> day = ParseDay(text, today);
    ASSERT_TRUE(day.ok()) << text;
    EXPECT_EQ(FullDate(*day), "3 Nov 2025") << text;
  }
  EXPECT_EQ(FullDate(*ParseDay("today", today)), "10 Nov 2025");
  EXPECT_EQ(FullDate(*ParseDay("yesterday", OnDay(2025, 3, 1))), "28 Feb 2025");
}

TEST(ParseDay, TakesTheLatestDayThatIsNotToCome) {
  EXPECT_EQ(FullDate(*ParseDay("10 Nov", OnDay(2025, 11, 10))), "10 Nov 2025");
  EXPECT_EQ(FullDate(*ParseDay("12 Dec", OnDay(2025, 11, 10))), "12 Dec 2024");
  EXPECT_EQ(FullDate(*ParseDay("29 Feb", OnDay(2025, 11, 10))), "29 Feb 2024");
}

TEST(ParseDay, RefusesWhatIsNoDay) {
  const v1::Date today = OnDay(2025, 11, 10);
  for (const char* text : {"", "Nov", "3", "31 Nov 2025", "3 Nov Phonics", "tomorrow", "3 No"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(ParseDay(text, today).status())) << text;
  }
}

}  // namespace
}  // namespace cairn::cli
