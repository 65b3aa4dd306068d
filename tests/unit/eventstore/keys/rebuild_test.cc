#include <string>

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/fields.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_schema.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

using enum FieldType;
using google::protobuf::util::MessageDifferencer;
using testing::HasSubstr;

std::string NumberBytes(int64_t number) {
  std::string bytes;
  AppendI64(bytes, number);
  return bytes;
}

absl::Status RebuildSample(const FieldList& fields) {
  return Rebuild(fields, *NewTestMessage("Sample"));
}

TEST(Rebuild, IsTheInverseOfFlatten) {
  const TestMessage message = ParseTestMessage("Sample", R"(
    text: "hello" long_number: 0 count: 4294967295 flag: false raw: "\000" colour: COLOUR_BELOW_ZERO
    plain_colour: COLOUR_RED child { score: -7 } paragraphs: "" paragraphs: "two"
    children {} children { name: "a" grandchildren { age: 4294967295 born { year: 2015 } } }
    long_numbers: -9223372036854775808 colours: COLOUR_BLUE flags: true flags: false raws: ""
    on { year: 2026 month: 2 } dates { year: 2026 month: 2 day: 28 }
    occurred { from { year: 2026 month: 3 day: 1 } precision: PRECISION_MINUTE from_minute: 570
               to_minute: 600 utc_offset_minutes: 0 }
    second {})");
  const auto fields = Flatten(*message);
  ASSERT_THAT(fields, IsOk());

  const TestMessage rebuilt = ParseTestMessage("Sample", "text: 'what was there before'");
  EXPECT_THAT(Rebuild(*fields, *rebuilt), IsOk());

  EXPECT_TRUE(MessageDifferencer::Equals(*message, *rebuilt)) << rebuilt->DebugString();
}

TEST(Rebuild, PutsALongListInOrder) {
  std::string text;
  for (int i = 0; i < 120; ++i) {
    text += "children { name: '" + std::to_string(i) + "' grandchildren { paragraphs: 'x' } } ";
  }
  const TestMessage message = ParseTestMessage("Sample", text);
  const auto fields = Flatten(*message);
  ASSERT_THAT(fields, IsOk());

  const TestMessage rebuilt = NewTestMessage("Sample");
  EXPECT_THAT(Rebuild(*fields, *rebuilt), IsOk());

  EXPECT_TRUE(MessageDifferencer::Equals(*message, *rebuilt));
}

TEST(Rebuild, RefusesAFieldThatTheSchemaDoesNotKnow) {
  EXPECT_THAT(RebuildSample({{"999", kText, ""}}), IsDamaged("not in the schema"));
}

TEST(Rebuild, RefusesAFieldOfAnotherType) {
  EXPECT_THAT(RebuildSample({{"1", kBytes, ""}}), IsDamaged("does not fit the schema"));
  EXPECT_THAT(RebuildSample({{"10", kTime, ""}}), IsDamaged("does not fit the schema"));
  EXPECT_THAT(RebuildSample({{"1/0", kText, ""}}), IsDamaged("does not fit the schema"));
  EXPECT_THAT(RebuildSample({{"11", kText, ""}}), IsDamaged("does not fit the schema"));
}

TEST(Rebuild, RefusesAPathThatIsNone) {
  EXPECT_THAT(RebuildSample({{"", kText, ""}}), IsDamaged("path that is none"));
  EXPECT_THAT(RebuildSample({{"01", kText, ""}}), IsDamaged("path that is none"));
  EXPECT_THAT(RebuildSample({{"-1", kText, ""}}), IsDamaged("path that is none"));
  EXPECT_THAT(RebuildSample({{"11/", kText, ""}}), IsDamaged("path that is none"));
  EXPECT_THAT(RebuildSample({{"11/00", kText, ""}}), IsDamaged("path that is none"));
  EXPECT_THAT(RebuildSample({{"99999999999", kText, ""}}), IsDamaged("path that is none"));
}

TEST(Rebuild, RefusesAChildWithoutItsParent) {
  EXPECT_THAT(RebuildSample({{"10.1", kText, "a"}}), IsDamaged("not there"));
  EXPECT_THAT(RebuildSample({{"12/0", kMessage, ""}, {"12/1.1", kText, "a"}}),
              IsDamaged("not there"));
}

TEST(Rebuild, RefusesAListWithAGap) {
  EXPECT_THAT(RebuildSample({{"11/1", kText, "a"}}), IsDamaged("gap"));
  EXPECT_THAT(RebuildSample({{"11/0", kText, "a"}, {"11/2", kText, "c"}}), IsDamaged("gap"));
  EXPECT_THAT(RebuildSample({{"11/0", kText, "a"}, {"11/10", kText, "c"}}), IsDamaged("gap"));
}

TEST(Rebuild, RefusesTwoFieldsOfWhichOnlyOneCanBe) {
  EXPECT_THAT(RebuildSample({{"101", kMessage, ""}, {"102", kInteger, NumberBytes(1)}}),
              IsDamaged("says again"));
  EXPECT_THAT(RebuildSample({{"1", kText, "a"}, {"1", kText, "b"}}), IsDamaged("says again"));
}

TEST(Rebuild, RefusesAValueThatTheFieldCannotHold) {
  const std::string too_large = NumberBytes(int64_t{1} << 40);
  EXPECT_THAT(RebuildSample({{"3", kInteger, too_large}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"4", kInteger, NumberBytes(-1)}}),
              IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"2", kInteger, "short"}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"8", kCode, NumberBytes(0)}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"6", kBoolean, "\2"}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"10", kMessage, "x"}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"20", kTime, "not a time"}}), IsDamaged("does not fit its type"));
}

// Found by fields_fuzzer: what Flatten would refuse was rebuilt, and no client could have read it.
TEST(Rebuild, RefusesTextThatIsNotUtf8) {
  EXPECT_THAT(RebuildSample({{"1", kText, "Zo\xeb"}}), IsDamaged("does not fit its type"));
  EXPECT_THAT(RebuildSample({{"11/0", kText, "\xed\xa0\x80"}}), IsDamaged("does not fit its type"));
}

TEST(Rebuild, RefusesACodeThatTheSchemaDoesNotKnow) {
  EXPECT_THAT(RebuildSample({{"8", kCode, NumberBytes(999)}}), IsDamaged("does not fit its type"));
}

}  // namespace
}  // namespace cairn
