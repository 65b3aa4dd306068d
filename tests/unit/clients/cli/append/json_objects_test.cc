#include "clients/cli/append/json_objects.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cairn::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Each object as `line:text`.
std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> objects;
  for (const JsonObjectText& object : SplitJsonObjects(text)) {
    objects.push_back(std::to_string(object.line) + ":" + std::string(object.text));
  }
  return objects;
}

TEST(SplitJsonObjects, TakesOneObjectALine) {
  EXPECT_THAT(Split("{\"a\":1}\n{\"b\":2}\n"), ElementsAre("1:{\"a\":1}", "2:{\"b\":2}"));
}

TEST(SplitJsonObjects, SkipsEmptyLinesAndCarriageReturns) {
  EXPECT_THAT(Split("\r\n{\"a\":1}\r\n\r\n{}"), ElementsAre("2:{\"a\":1}", "4:{}"));
}

TEST(SplitJsonObjects, TakesAnObjectOverManyLines) {
  EXPECT_THAT(Split("{\n  \"a\": {\n  }\n}\n{}"), ElementsAre("1:{\n  \"a\": {\n  }\n}", "5:{}"));
}

TEST(SplitJsonObjects, TakesTheObjectsOfAnArray) {
  EXPECT_THAT(Split("[\n{\"a\":[1,2]},\n{\"b\":2}\n]"),
              ElementsAre("2:{\"a\":[1,2]}", "3:{\"b\":2}"));
}

TEST(SplitJsonObjects, LeavesBracesInsideTextsAlone) {
  EXPECT_THAT(Split(R"({"a":"}{\"}"}{"b":"\\"})"),
              ElementsAre(R"(1:{"a":"}{\"}"})", R"(1:{"b":"\\"})"));
}

TEST(SplitJsonObjects, StopsABrokenObjectBeforeTheNextLineThatBeginsOne) {
  EXPECT_THAT(Split("{\"a\":\"oops\n{\"b\":2}\n"), ElementsAre("1:{\"a\":\"oops", "2:{\"b\":2}"));
}

TEST(SplitJsonObjects, HandsOutStrayWordsAtTheirLine) {
  EXPECT_THAT(Split("{}\nhello\n{}"), ElementsAre("1:{}", "2:hello", "3:{}"));
}

TEST(SplitJsonObjects, IgnoresAByteOrderMark) {
  EXPECT_THAT(Split("\xef\xbb\xbf{}"), ElementsAre("1:{}"));
}

TEST(SplitJsonObjects, FindsNothingInAnEmptyFile) { EXPECT_THAT(Split(" \n"), IsEmpty()); }

}  // namespace
}  // namespace cairn::cli
