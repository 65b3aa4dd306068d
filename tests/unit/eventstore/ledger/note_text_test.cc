#include "eventstore/ledger/note_text.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using testing::Optional;

TEST(IsUtf8, TakesWellFormedTextOfEveryLength) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("a \u00E9 \u20AC \U0001F600 \U0010FFFF"));
}

TEST(IsUtf8, RefusesOverlongForms) {
  EXPECT_FALSE(IsUtf8("\xC0\x80"));
  EXPECT_FALSE(IsUtf8("\xC1\xBF"));
  EXPECT_FALSE(IsUtf8("\xE0\x9F\xBF"));
  EXPECT_FALSE(IsUtf8("\xF0\x8F\xBF\xBF"));
}

TEST(IsUtf8, RefusesSurrogatesAndWhatIsBeyondUnicode) {
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80"));
  EXPECT_FALSE(IsUtf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(IsUtf8("\xF5\x80\x80\x80"));
}

TEST(IsUtf8, RefusesTornSequences) {
  EXPECT_FALSE(IsUtf8("\x80"));
  EXPECT_FALSE(IsUtf8("\xE2\x82"));
  EXPECT_FALSE(IsUtf8("\xE2\x82 "));
  EXPECT_FALSE(IsUtf8("\xF0\x9F\x98("));
}

TEST(IsUtf8, LooksAtEveryByteOfALongText) {
  for (size_t size = 0; size < 40; ++size) {
    for (size_t at = 0; at <= size; ++at) {
      std::string text(size, 'a');
      EXPECT_TRUE(IsUtf8(text.insert(at, "\u00E9"))) << size << " " << at;
      EXPECT_FALSE(IsUtf8(text.erase(at, 1))) << size << " " << at;
    }
  }
}

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
