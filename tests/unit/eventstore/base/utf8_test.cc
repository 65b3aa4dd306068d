#include "eventstore/base/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace cairn {
namespace {

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

}  // namespace
}  // namespace cairn
