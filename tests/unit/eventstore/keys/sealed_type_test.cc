#include "eventstore/keys/sealed_type.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "tests/support/test_schema.h"

namespace cairn {
namespace {

std::optional<FieldType> TypeOf(std::string_view message, const std::string& field) {
  return SealedType(*NewTestMessage(message)->GetDescriptor()->FindFieldByName(field));
}

TEST(SealedType, IsThatOfTheElementsForAList) {
  EXPECT_EQ(TypeOf("Sample", "paragraphs"), FieldType::kText);
  EXPECT_EQ(TypeOf("Sample", "children"), FieldType::kMessage);
  EXPECT_EQ(TypeOf("Sample", "dates"), FieldType::kTime);
}

TEST(SealedType, OfADateOrOccurredIsATime) {
  EXPECT_EQ(TypeOf("Sample", "on"), FieldType::kTime);
  EXPECT_EQ(TypeOf("Sample", "occurred"), FieldType::kTime);
  EXPECT_EQ(TypeOf("Sample", "child"), FieldType::kMessage);
}

TEST(SealedType, IsNoneForWhatCannotBeSealed) {
  const auto* forbidden = NewTestMessage("Forbidden")->GetDescriptor();
  for (int i = 0; i < forbidden->field_count(); ++i) {
    EXPECT_EQ(SealedType(*forbidden->field(i)), std::nullopt) << forbidden->field(i)->name();
  }
}

}  // namespace
}  // namespace cairn
