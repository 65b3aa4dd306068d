#include <string>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/keys/fields.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_schema.h"

namespace cairn {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string I64(int64_t number) {
  std::string bytes;
  AppendI64(bytes, number);
  return bytes;
}

absl::StatusOr<FieldList> FlattenText(std::string_view type, std::string_view text) {
  return Flatten(*ParseTestMessage(type, text));
}

std::vector<std::string> PathsOf(const FieldList& fields) {
  std::vector<std::string> paths;
  for (const Field& field : fields) paths.push_back(field.path);
  return paths;
}

// The field and the reason of the one fault in a refusal.
std::pair<std::string, std::string> FaultOf(const absl::StatusOr<FieldList>& result) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(result.status());
  if (!detail || detail->faults_size() != 1) return {"", result.status().ToString()};
  return {detail->faults(0).field(), detail->faults(0).reason()};
}

const FieldDescriptor* FieldOf(const Message& message, const std::string& name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

TEST(Flatten, GivesEachTypeItsValue) {
  const auto fields = FlattenText("Sample", R"(
    text: "\303\251" long_number: -2 number: 3 count: 4294967295 difference: -5 flag: true
    raw: "\000\377" colour: COLOUR_BLUE plain_colour: COLOUR_RED)");

  using enum FieldType;
  EXPECT_THAT(fields, IsOkAndHolds(ElementsAre(
                          Field{"1", kText, "\u00e9"}, Field{"2", kInteger, I64(-2)},
                          Field{"3", kInteger, I64(3)}, Field{"4", kInteger, I64(4294967295)},
                          Field{"5", kInteger, I64(-5)}, Field{"6", kBoolean, "\1"},
                          Field{"7", kBytes, std::string("\0\xff", 2)}, Field{"8", kCode, I64(7)},
                          Field{"9", kCode, I64(1)})));
}

TEST(Flatten, CommitsEveryMessageThatIsPresent) {
  const auto fields = FlattenText("Sample", "child { name: 'a' } children {} second {}");

  using enum FieldType;
  EXPECT_THAT(fields,
              IsOkAndHolds(ElementsAre(Field{"10", kMessage, ""}, Field{"10.1", kText, "a"},
                                       Field{"101", kMessage, ""}, Field{"12/0", kMessage, ""})));
}

TEST(Flatten, CommitsAnExplicitZero) {
  const auto fields = FlattenText("Sample", "text: '' long_number: 0 flag: false third: 0");

  using enum FieldType;
  EXPECT_THAT(fields,
              IsOkAndHolds(ElementsAre(Field{"1", kText, ""}, Field{"102", kInteger, I64(0)},
                                       Field{"2", kInteger, I64(0)},
                                       Field{"6", kBoolean, std::string(1, '\0')})));
}

TEST(Flatten, OfAnEmptyMessageIsEmpty) {
  EXPECT_THAT(FlattenText("Sample", ""), IsOkAndHolds(IsEmpty()));
}

TEST(Flatten, LeavesOutACodeWithoutPresenceThatIsNotSet) {
  EXPECT_THAT(FlattenText("Sample", "plain_colour: COLOUR_0_UNSPECIFIED"), IsOkAndHolds(IsEmpty()));
}

TEST(Flatten, OrdersListElementsByTheBytesOfTheirPaths) {
  std::string text;
  for (int i = 0; i < 11; ++i) text += "paragraphs: 'p' ";

  const auto fields = FlattenText("Sample", text);

  ASSERT_THAT(fields, IsOk());
  EXPECT_THAT(PathsOf(*fields), ElementsAre("11/0", "11/1", "11/10", "11/2", "11/3", "11/4", "11/5",
                                            "11/6", "11/7", "11/8", "11/9"));
}

TEST(Flatten, NamesAListInsideAListByBothIndexes) {
  const auto fields = FlattenText("Sample", R"(
    children {} children { grandchildren { paragraphs: 'x' paragraphs: 'y' } })");

  ASSERT_THAT(fields, IsOk());
  EXPECT_THAT(PathsOf(*fields),
              ElementsAre("12/0", "12/1", "12/1.4/0", "12/1.4/0.1/0", "12/1.4/0.1/1"));
}

TEST(Flatten, SealsADateAndAnOccurredAsOneTimeEach) {
  const auto fields = FlattenText("Sample", R"(
    on { year: 1970 month: 1 day: 2 }
    occurred { from { year: 1970 month: 1 day: 1 } precision: PRECISION_MINUTE from_minute: 61
               utc_offset_minutes: 60 })");

  const std::string second_of_january = I64(86'400'000'000) + std::string("\0\0\2", 3);
  const std::string a_minute_past_midnight = I64(60'000'000) + std::string("\0\x3c\3", 3);
  EXPECT_THAT(fields,
              IsOkAndHolds(ElementsAre(Field{"20", FieldType::kTime, second_of_january},
                                       Field{"21", FieldType::kTime, a_minute_past_midnight})));
}

// A message as a newer program would send it, read by this one.
TestMessage WithUnknownField(std::string_view text) {
  TestMessage message = ParseTestMessage("Sample", text);
  message->MergeFromString(ParseTestMessage("Newer", "from_the_future: 'x'")->SerializeAsString());
  return message;
}

void AddUnknownField(Message* message) {
  message->GetReflection()->MutableUnknownFields(message)->AddVarint(999, 1);
}

TEST(Flatten, RefusesAnUnknownFieldOfTheMessageItself) {
  EXPECT_THAT(FaultOf(Flatten(*WithUnknownField("text: 'a'"))), Pair("", "UNKNOWN_FIELD"));
}

TEST(Flatten, RefusesAnUnknownFieldAtAnyDepth) {
  TestMessage message = ParseTestMessage("Sample", "children {} children { grandchildren {} }");
  Message* child = message->GetReflection()->MutableRepeatedMessage(
      message.get(), FieldOf(*message, "children"), 1);
  AddUnknownField(
      child->GetReflection()->MutableRepeatedMessage(child, FieldOf(*child, "grandchildren"), 0));

  EXPECT_THAT(FaultOf(Flatten(*message)), Pair("children[1].grandchildren[0]", "UNKNOWN_FIELD"));
}

TEST(Flatten, RefusesAnUnknownFieldInsideATime) {
  TestMessage message = ParseTestMessage(
      "Sample", "occurred { from { year: 2026 } to { year: 2027 } precision: PRECISION_YEAR }");
  Message* occurred =
      message->GetReflection()->MutableMessage(message.get(), FieldOf(*message, "occurred"));
  AddUnknownField(occurred->GetReflection()->MutableMessage(occurred, FieldOf(*occurred, "to")));

  EXPECT_THAT(FaultOf(Flatten(*message)), Pair("occurred.to", "UNKNOWN_FIELD"));
}

TEST(Flatten, RefusesACodeThatItDoesNotKnow) {
  TestMessage message = NewTestMessage("Sample");
  message->GetReflection()->SetEnumValue(message.get(), FieldOf(*message, "colour"), 42);

  EXPECT_THAT(FaultOf(Flatten(*message)), Pair("colour", "UNKNOWN_FIELD"));
}

TEST(Flatten, RefusesACodeThatWasNeverChosen) {
  EXPECT_THAT(FaultOf(FlattenText("Sample", "colour: COLOUR_0_UNSPECIFIED")),
              Pair("colour", "CODE_UNSPECIFIED"));
  EXPECT_THAT(FaultOf(FlattenText("Sample", "fifth: COLOUR_0_UNSPECIFIED")),
              Pair("fifth", "CODE_UNSPECIFIED"));
  EXPECT_THAT(FaultOf(FlattenText("Sample", "colours: COLOUR_RED colours: COLOUR_0_UNSPECIFIED")),
              Pair("colours[1]", "CODE_UNSPECIFIED"));
}

// Whatever an extension says would be lost without a word.
TEST(Flatten, RefusesAMessageThatOthersMayExtend) {
  EXPECT_THAT(FaultOf(Flatten(google::protobuf::FieldOptions())), Pair("", "TYPE_NOT_SEALED"));
}

TEST(Flatten, RefusesTypesThatCannotBeSealed) {
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "f: 1")), Pair("f", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "d: 1")), Pair("d", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "u64: 1")), Pair("u64", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "f64: 1")), Pair("f64", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "names { key: 'a' value: 'b' }")),
              Pair("names", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "any {}")), Pair("any", "TYPE_NOT_SEALED"));
  EXPECT_THAT(FaultOf(FlattenText("Forbidden", "floats: 1")), Pair("floats", "TYPE_NOT_SEALED"));
}

TEST(Flatten, RefusesTextThatIsNotUtf8) {
  TestMessage message = ParseTestMessage("Sample", "children {} children { name: 'x' }");
  Message* child = message->GetReflection()->MutableRepeatedMessage(
      message.get(), FieldOf(*message, "children"), 1);
  child->GetReflection()->SetString(child, FieldOf(*child, "name"), "\xc3(");

  EXPECT_THAT(FaultOf(Flatten(*message)), Pair("children[1].name", "NOT_UTF8"));
}

TEST(Flatten, RefusesATimeThatCannotBeSaidExactly) {
  EXPECT_THAT(FaultOf(FlattenText("Sample", "dates { year: 2026 } dates { year: 2026 month: 13 }")),
              Pair("dates[1]", "TIME_INVALID"));
  EXPECT_THAT(FaultOf(FlattenText("Sample", "occurred { from { year: 2026 } }")),
              Pair("occurred", "TIME_INVALID"));
}

TestMessage WithParagraphs(size_t count, const std::string& text = "") {
  TestMessage message = NewTestMessage("Sample");
  const FieldDescriptor* paragraphs = FieldOf(*message, "paragraphs");
  for (size_t i = 0; i < count; ++i) {
    message->GetReflection()->AddString(message.get(), paragraphs, text);
  }
  return message;
}

TEST(Flatten, TakesAsManyFieldsAsTheLimitAndNoMore) {
  const TestMessage most = WithParagraphs(limits::kFieldsPerEntryMax);
  const TestMessage one_more = WithParagraphs(limits::kFieldsPerEntryMax + 1);

  EXPECT_THAT(Flatten(*most), IsOkAndHolds(testing::SizeIs(4096)));
  EXPECT_THAT(FaultOf(Flatten(*one_more)), Pair("paragraphs[4096]", "TOO_MANY_FIELDS"));
}

TEST(Flatten, RefusesAnEntryThatIsTooLong) {
  const TestMessage message = WithParagraphs(2, std::string(limits::kContentBytesMax / 2, 'x'));

  EXPECT_THAT(FaultOf(Flatten(*message)), Pair("paragraphs[1]", "TOO_LARGE"));
}

// `depth` messages inside each other; the path of the innermost one is 2 * depth - 1 bytes.
TestMessage Nested(int depth) {
  TestMessage message = NewTestMessage("Deep");
  Message* at = message.get();
  for (int i = 0; i < depth; ++i) {
    at = at->GetReflection()->MutableMessage(at, FieldOf(*at, "deeper"));
  }
  return message;
}

TEST(Flatten, TakesAPathAsLongAsTheLimitAndNoLonger) {
  EXPECT_THAT(Flatten(*Nested(128)), IsOkAndHolds(testing::SizeIs(128)));
  EXPECT_THAT(FaultOf(Flatten(*Nested(129))), Pair(HasSubstr("deeper.deeper"), "PATH_TOO_LONG"));
}

}  // namespace
}  // namespace cairn
