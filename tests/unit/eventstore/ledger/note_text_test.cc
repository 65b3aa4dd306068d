#include "eventstore/ledger/note_text.h"

#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using testing::Optional;

TEST(IsNoteText, TakesNewlinesAndNoOtherControlCharacter) {
  EXPECT_TRUE(IsNoteText("one\ntwo\n"));
  EXPECT_FALSE(IsNoteText("one\r\ntwo\r\n"));
  EXPECT_FALSE(IsNoteText("one\ttwo"));
  EXPECT_FALSE(IsNoteText(std::string_view("\0", 1)));
}

TEST(IsKeyName, TakesAUrlWithoutSchema) {
  EXPECT_TRUE(IsKeyName("cairn.example/log/urn-100000/1"));
  EXPECT_TRUE(IsKeyName("caf\u00E9.example"));
}

TEST(IsKeyName, RefusesWhatASignatureLineCannotCarry) {
  EXPECT_FALSE(IsKeyName(""));
  EXPECT_FALSE(IsKeyName("two words"));
  EXPECT_FALSE(IsKeyName("a+b"));
  EXPECT_FALSE(IsKeyName("a\nb"));
  EXPECT_FALSE(IsKeyName("a\u00A0b"));
  EXPECT_FALSE(IsKeyName("a\u3000b"));
  EXPECT_FALSE(IsKeyName("a\xFF"));
}

TEST(ParseDecimal, TakesNumbersUpToTheLargestSignedOne) {
  EXPECT_THAT(ParseDecimal("0"), Optional(0u));
  EXPECT_THAT(ParseDecimal("20852163"), Optional(20852163u));
  EXPECT_THAT(ParseDecimal("9223372036854775807"), Optional(9223372036854775807u));
}

TEST(ParseDecimal, RefusesEveryOtherWayToWriteANumber) {
  EXPECT_EQ(ParseDecimal(""), std::nullopt);
  EXPECT_EQ(ParseDecimal("00"), std::nullopt);
  EXPECT_EQ(ParseDecimal("01"), std::nullopt);
  EXPECT_EQ(ParseDecimal("+1"), std::nullopt);
  EXPECT_EQ(ParseDecimal("-1"), std::nullopt);
  EXPECT_EQ(ParseDecimal(" 1"), std::nullopt);
  EXPECT_EQ(ParseDecimal("1 "), std::nullopt);
  EXPECT_EQ(ParseDecimal("0x1"), std::nullopt);
  EXPECT_EQ(ParseDecimal("9223372036854775808"), std::nullopt);
  EXPECT_EQ(ParseDecimal("18446744073709551617"), std::nullopt);
}

TEST(TakeLine, LeavesWhatHasNoNewline) {
  std::string_view rest = "one\n\ntwo";

  EXPECT_THAT(TakeLine(rest), Optional(std::string_view("one")));
  EXPECT_THAT(TakeLine(rest), Optional(std::string_view("")));
  EXPECT_EQ(TakeLine(rest), std::nullopt);
  EXPECT_EQ(rest, "two");
}

}  // namespace
}  // namespace cairn
