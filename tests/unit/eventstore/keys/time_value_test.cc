#include "eventstore/keys/time_value.h"

#include <string>

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "tests/support/test_schema.h"

namespace cairn {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::Eq;
using testing::Optional;

constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kDayUs = 24 * 60 * kMinuteUs;

std::string Moment(int64_t us, int16_t offset_minutes, uint8_t precision) {
  std::string bytes;
  AppendI64(bytes, us);
  AppendU16(bytes, static_cast<uint16_t>(offset_minutes));
  AppendU8(bytes, precision);
  return bytes;
}

std::optional<std::string> EncodeText(std::string_view type, std::string_view text) {
  return EncodeTime(*ParseTestMessage(type, text));
}

bool Decodes(std::string_view type, const std::string& value) {
  return DecodeTime(value, *NewTestMessage(type));
}

// The value of the message, checked to give the message back.
std::optional<std::string> ThereAndBack(std::string_view type, std::string_view text) {
  const TestMessage message = ParseTestMessage(type, text);
  const std::optional<std::string> value = EncodeTime(*message);
  const TestMessage back = NewTestMessage(type);
  EXPECT_TRUE(value && DecodeTime(*value, *back)) << text;
  EXPECT_TRUE(MessageDifferencer::Equals(*message, *back)) << text << back->DebugString();
  return value;
}

TEST(TimeValue, OfADateIsMidnightUtcOfItsFirstDay) {
  EXPECT_THAT(ThereAndBack("Date", "year: 1970 month: 1 day: 3"),
              Optional(Eq(Moment(2 * kDayUs, 0, 2))));
  EXPECT_THAT(ThereAndBack("Date", "year: 1970 month: 2"), Optional(Eq(Moment(31 * kDayUs, 0, 1))));
  EXPECT_THAT(ThereAndBack("Date", "year: 1971"), Optional(Eq(Moment(365 * kDayUs, 0, 0))));
  EXPECT_THAT(ThereAndBack("Date", "year: 1969 month: 12 day: 31"),
              Optional(Eq(Moment(-kDayUs, 0, 2))));
}

TEST(TimeValue, KeepsTheFirstAndTheLastDayThereIs) {
  EXPECT_TRUE(ThereAndBack("Date", "year: 1 month: 1 day: 1"));
  EXPECT_TRUE(ThereAndBack("Date", "year: 9999 month: 12 day: 31"));
  EXPECT_EQ(EncodeText("Date", "year: 0 month: 1 day: 1"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 10000 month: 1 day: 1"), std::nullopt);
}

TEST(TimeValue, RefusesADateThatIsNone) {
  EXPECT_EQ(EncodeText("Date", ""), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "month: 2"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 day: 2"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 month: 0"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 month: 13"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 month: 2 day: 0"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 month: 2 day: 29"), std::nullopt);
  EXPECT_EQ(EncodeText("Date", "year: 2026 month: 4 day: 288"), std::nullopt);
  EXPECT_TRUE(ThereAndBack("Date", "year: 2024 month: 2 day: 29"));
}

TEST(TimeValue, OfAnOccurredWithoutEndIsOneMoment) {
  EXPECT_THAT(ThereAndBack("Occurred", "from { year: 1970 } precision: PRECISION_YEAR"),
              Optional(Eq(Moment(0, 0, 0))));
  EXPECT_THAT(ThereAndBack("Occurred", "from { year: 1970 month: 2 } precision: PRECISION_MONTH"),
              Optional(Eq(Moment(31 * kDayUs, 0, 1))));
  EXPECT_THAT(
      ThereAndBack("Occurred", "from { year: 1970 month: 1 day: 2 } precision: PRECISION_DAY"),
      Optional(Eq(Moment(kDayUs, 0, 2))));
}

TEST(TimeValue, OfAnOccurredWithEndIsTwoMoments) {
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_DAY
                from { year: 1970 month: 1 day: 2 } to { year: 1970 month: 1 day: 4 })"),
              Optional(Eq(Moment(kDayUs, 0, 2) + Moment(3 * kDayUs, 0, 2))));
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_YEAR
                from { year: 1970 } to { year: 1970 })"),
              Optional(Eq(Moment(0, 0, 0) + Moment(0, 0, 0))));
}

TEST(TimeValue, OfAMinuteIsTheTrueInstant) {
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_MINUTE from_minute: 570
                from { year: 1970 month: 1 day: 2 } utc_offset_minutes: 60)"),
              Optional(Eq(Moment(kDayUs + 510 * kMinuteUs, 60, 3))));
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_MINUTE from_minute: 0
                from { year: 1970 month: 1 day: 1 } utc_offset_minutes: 60)"),
              Optional(Eq(Moment(-60 * kMinuteUs, 60, 3))));
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_MINUTE from_minute: 1439
                from { year: 1969 month: 12 day: 31 } utc_offset_minutes: -300)"),
              Optional(Eq(Moment(299 * kMinuteUs, -300, 3))));
}

TEST(TimeValue, OfMinutesOnOneDayNeedsNoSecondDate) {
  EXPECT_THAT(
      ThereAndBack("Occurred", R"(precision: PRECISION_MINUTE from_minute: 570 to_minute: 600
                from { year: 1970 month: 1 day: 1 } utc_offset_minutes: 0)"),
      Optional(Eq(Moment(570 * kMinuteUs, 0, 3) + Moment(600 * kMinuteUs, 0, 3))));
  EXPECT_THAT(ThereAndBack("Occurred", R"(precision: PRECISION_MINUTE from_minute: 1430 to_minute: 5
                from { year: 1970 month: 1 day: 1 } to { year: 1970 month: 1 day: 2 }
                utc_offset_minutes: 0)"),
              Optional(Eq(Moment(1430 * kMinuteUs, 0, 3) + Moment(1445 * kMinuteUs, 0, 3))));
}

TEST(TimeValue, RefusesAnOccurredThatSaysMoreThanItsPrecision) {
  EXPECT_EQ(EncodeText("Occurred", "from { year: 2026 month: 1 } precision: PRECISION_YEAR"),
            std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", "from { year: 2026 } from_minute: 1 precision: PRECISION_YEAR"),
            std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", R"(from { year: 2026 month: 1 day: 1 } utc_offset_minutes: 0
                       precision: PRECISION_DAY)"),
            std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", R"(from { year: 2026 } to { year: 2027 month: 1 }
                       precision: PRECISION_YEAR)"),
            std::nullopt);
}

TEST(TimeValue, RefusesAnOccurredThatSaysLessThanItsPrecision) {
  EXPECT_EQ(EncodeText("Occurred", ""), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", "from { year: 2026 }"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", "precision: PRECISION_DAY"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", "from { year: 2026 month: 1 } precision: PRECISION_DAY"),
            std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", "from { year: 2026 } precision: 5"), std::nullopt);
}

TEST(TimeValue, RefusesAMinuteThatIsNotWhole) {
  const std::string day = "precision: PRECISION_MINUTE from { year: 2026 month: 1 day: 5 } ";
  EXPECT_EQ(EncodeText("Occurred", day + "from_minute: 1"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + "utc_offset_minutes: 0"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + "from_minute: 1440 utc_offset_minutes: 0"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + "from_minute: -1 utc_offset_minutes: 0"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + "from_minute: 1 utc_offset_minutes: 1440"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + "from_minute: 1 utc_offset_minutes: -1440"), std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + R"(from_minute: 1 utc_offset_minutes: 0
                       to { year: 2026 month: 1 day: 6 })"),
            std::nullopt);
  EXPECT_EQ(EncodeText("Occurred", day + R"(from_minute: 1 to_minute: 2 utc_offset_minutes: 0
                       to { year: 2026 month: 1 day: 5 })"),
            std::nullopt);
}

TEST(TimeValue, DecodesNothingThatItWouldNotEncode) {
  EXPECT_FALSE(Decodes("Date", ""));
  EXPECT_FALSE(Decodes("Date", Moment(0, 0, 2).substr(1)));
  EXPECT_FALSE(Decodes("Date", Moment(0, 0, 2) + "x"));
  EXPECT_FALSE(Decodes("Date", Moment(0, 0, 2) + Moment(0, 0, 2)));
  EXPECT_FALSE(Decodes("Date", Moment(1, 0, 2))) << "not midnight";
  EXPECT_FALSE(Decodes("Date", Moment(0, 60, 2))) << "a civil date has no offset";
  EXPECT_FALSE(Decodes("Date", Moment(0, 0, 3))) << "a date is not a minute";
  EXPECT_FALSE(Decodes("Date", Moment(kDayUs, 0, 1))) << "not the first of a month";
  EXPECT_FALSE(Decodes("Date", Moment(31 * kDayUs, 0, 0))) << "not the first of a year";
  EXPECT_FALSE(Decodes("Date", Moment(int64_t{4'000'000} * kDayUs, 0, 2))) << "after 9999";
  EXPECT_FALSE(Decodes("Date", Moment(INT64_MIN, 0, 2)));
  EXPECT_FALSE(Decodes("Occurred", Moment(0, 0, 4)));
  EXPECT_FALSE(Decodes("Occurred", Moment(0, 0, 255)));
  EXPECT_FALSE(Decodes("Occurred", Moment(1, 0, 3))) << "not a whole minute";
  EXPECT_FALSE(Decodes("Occurred", Moment(0, 1440, 3)));
  EXPECT_FALSE(Decodes("Occurred", Moment(0, 0, 2) + Moment(0, 0, 1))) << "two precisions";
  EXPECT_FALSE(Decodes("Occurred", Moment(0, 0, 3) + Moment(0, 60, 3))) << "two offsets";
}

}  // namespace
}  // namespace cairn
