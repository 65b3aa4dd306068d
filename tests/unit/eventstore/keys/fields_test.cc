#include "eventstore/keys/fields.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/eventstore/keys/sample_keys.h"

namespace cairn {
namespace {

using enum FieldType;
using testing::HasSubstr;
using testing::IsEmpty;

// What EncodeFields would write for one field, without its checks.
std::string OneField(const Field& field) {
  std::string bytes("\0\1", 2);
  AppendFieldBody(field, bytes);
  return bytes;
}

TEST(EncodeFields, WritesTheBytesOfTheGrammar) {
  const FieldList fields = {{"1", kMessage, ""}, {"1.2/0", kText, "hi"}};

  EXPECT_EQ(ToHex(EncodeFields(fields)),
            "0002"
            "0001"
            "31"
            "08"
            "00000000"
            "0005"
            "312e322f30"
            "01"
            "00000002"
            "6869");
}

TEST(DecodeFields, IsTheInverseOfEncodeFields) {
  const FieldList fields = {{"1", kText, ""},
                            {"2", kInteger, std::string(8, '\xff')},
                            {"3", kBoolean, "\1"},
                            {"4", kTime, std::string(22, 't')},
                            {"5", kBytes, std::string("\0", 1)},
                            {"6", kCode, std::string(8, '\1')},
                            {"8", kMessage, ""}};

  EXPECT_THAT(DecodeFields(EncodeFields(fields)), IsOkAndHolds(fields));
  EXPECT_THAT(DecodeFields(EncodeFields({})), IsOkAndHolds(IsEmpty()));
}

TEST(ViewFields, ShowsTheBytesThatFieldsAreHashedBy) {
  const FieldList fields = {{"1", kMessage, ""}, {"1.2/0", kText, "hi"}};
  const std::string bytes = EncodeFields(fields);

  const std::vector<FieldView> views = ViewFields(bytes).value();

  ASSERT_EQ(views.size(), fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    std::string body;
    AppendFieldBody(fields[i], body);
    EXPECT_EQ(views[i].body, body);
    EXPECT_EQ(views[i].path, fields[i].path);
    EXPECT_EQ(views[i].value, fields[i].value);
  }
}

TEST(DecodeFields, RefusesEveryOtherLength) {
  const std::string bytes = EncodeFields({{"1", kMessage, ""}, {"1.2/0", kText, "hi"}});

  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(DecodeFields(bytes.substr(0, size)), IsDamaged("end too soon")) << size;
  }
  EXPECT_THAT(DecodeFields(bytes + "x"), IsDamaged("after its last field"));
}

TEST(DecodeFields, RefusesFieldsThatAreOutOfOrder) {
  EXPECT_THAT(DecodeFields(EncodeFields({{"2", kText, ""}, {"1", kText, ""}})),
              IsDamaged("out of order"));
  EXPECT_THAT(DecodeFields(EncodeFields({{"1", kText, ""}, {"1", kText, ""}})),
              IsDamaged("out of order"));
}

TEST(DecodeFields, RefusesAnUnknownType) {
  EXPECT_THAT(DecodeFields(OneField({"1", FieldType{0}, ""})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", FieldType{7}, ""})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", FieldType{9}, ""})), IsDamaged("fit its type"));
}

TEST(DecodeFields, RefusesAValueOfTheWrongSize) {
  EXPECT_THAT(DecodeFields(OneField({"1", kInteger, "1234567"})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", kCode, ""})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", kBoolean, "\2"})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", kTime, "123456789012"})), IsDamaged("fit its type"));
  EXPECT_THAT(DecodeFields(OneField({"1", kMessage, "x"})), IsDamaged("fit its type"));
}

TEST(DecodeFields, RefusesAPathThatIsEmptyOrTooLong) {
  const std::string longest(limits::kFieldPathBytesMax, '1');

  EXPECT_THAT(DecodeFields(OneField({longest, kText, ""})), IsOk());
  EXPECT_THAT(DecodeFields(OneField({longest + "1", kText, ""})), IsDamaged("too long"));
  EXPECT_THAT(DecodeFields(OneField({"", kText, ""})), IsDamaged("no path"));
}

TEST(DecodeFields, RefusesMoreFieldsThanAnEntryMayHave) {
  EXPECT_THAT(DecodeFields(std::string("\x10\x01", 2)), IsDamaged("too many fields"));
}

}  // namespace
}  // namespace cairn
