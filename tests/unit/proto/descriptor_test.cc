// The shape that everything sealed must have, so that any two programs seal the same bytes: proved
// over the descriptors of cairn.v1.Recorded and of every message it reaches.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include "cairn/v1/recorded.pb.h"

namespace cairn {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::IsEmpty;

// What forbids `field` in a sealed message, each as `<name of the field> <reason>`.
std::vector<std::string> FaultsOfField(const FieldDescriptor& field) {
  std::vector<std::string> faults;
  const auto fault = [&](std::string_view reason) {
    faults.push_back(field.full_name() + " " + std::string(reason));
  };
  if (field.is_map()) fault("is a map: its order is nobody's");
  switch (field.type()) {
    case FieldDescriptor::TYPE_FLOAT:
    case FieldDescriptor::TYPE_DOUBLE:
      fault("is a float: a number may have two spellings");
      break;
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED64:
      fault("is an uint64: integers are sealed as int64");
      break;
    case FieldDescriptor::TYPE_GROUP:
      fault("is a group");
      break;
    default:  // protobuf's enum, not ours: every other type is sealed
      break;
  }
  const bool number_or_text = field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE &&
                              field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
  if (number_or_text && !field.is_repeated() && !field.has_presence()) {
    fault("has implicit presence: an absent field and a zero look the same");
  }
  return faults;
}

// The faults of `message` and of all it reaches. `inside` holds the messages that lead to it.
void CollectFaults(const Descriptor& message, std::set<const Descriptor*>& inside,
                   std::set<const Descriptor*>& seen, std::vector<std::string>& faults) {
  if (inside.contains(&message)) {
    faults.push_back(message.full_name() + " contains itself: its depth has no limit");
    return;
  }
  if (!seen.insert(&message).second) return;
  if (message.full_name() == "google.protobuf.Any") {
    faults.push_back(message.full_name() + " may hold anything");
  }
  if (message.extension_range_count() + message.extension_count() > 0) {
    faults.push_back(message.full_name() + " has extensions");
  }
  inside.insert(&message);
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    std::ranges::copy(FaultsOfField(field), std::back_inserter(faults));
    if (field.message_type()) CollectFaults(*field.message_type(), inside, seen, faults);
  }
  inside.erase(&message);
}

std::vector<std::string> FaultsOf(const Descriptor& message) {
  std::set<const Descriptor*> inside;
  std::set<const Descriptor*> seen;
  std::vector<std::string> faults;
  CollectFaults(message, inside, seen, faults);
  return faults;
}

TEST(SealedShape, HoldsForEverythingThatRecordedReaches) {
  EXPECT_THAT(FaultsOf(*v1::Recorded::descriptor()), IsEmpty());
}

TEST(SealedShape, RefusesMapsFloatsAndRecursion) {
  const std::vector<std::string> faults = FaultsOf(*google::protobuf::Struct::descriptor());

  EXPECT_THAT(faults, Contains(EndsWith("is a map: its order is nobody's")));
  EXPECT_THAT(faults, Contains("google.protobuf.Value.number_value is a float: a number may have "
                               "two spellings"));
  EXPECT_THAT(faults, Contains("google.protobuf.Struct contains itself: its depth has no limit"));
}

TEST(SealedShape, RefusesIntegersThatDoNotFit) {
  EXPECT_THAT(FaultsOf(*google::protobuf::UInt64Value::descriptor()),
              Contains("google.protobuf.UInt64Value.value is an uint64: integers are sealed as "
                       "int64"));
}

TEST(SealedShape, RefusesAFieldWhosePresenceCannotBeSeen) {
  EXPECT_THAT(FaultsOf(*google::protobuf::StringValue::descriptor()),
              Contains("google.protobuf.StringValue.value has implicit presence: an absent field "
                       "and a zero look the same"));
}

TEST(SealedShape, RefusesAnyAndExtensions) {
  EXPECT_THAT(FaultsOf(*google::protobuf::Any::descriptor()),
              Contains("google.protobuf.Any may hold anything"));
  EXPECT_THAT(FaultsOf(*google::protobuf::MessageOptions::descriptor()),
              Contains("google.protobuf.MessageOptions has extensions"));
}

// `kind` is the one oneof of an entry: a field outside it with a number of the kinds would be
// taken for metadata by older programs.
TEST(EntryShape, KeepsNumbersFrom100ForKinds) {
  std::vector<std::string> misplaced;
  const Descriptor& entry = *v1::Entry::descriptor();
  for (int i = 0; i < entry.field_count(); ++i) {
    const FieldDescriptor& field = *entry.field(i);
    const auto* kind = field.real_containing_oneof();
    if ((kind != nullptr && kind->name() == "kind") != (field.number() >= 100)) {
      misplaced.push_back(field.name());
    }
  }
  EXPECT_THAT(misplaced, IsEmpty());
}

// Paths begin with these numbers for ever: 1.* is the entry, 2.* the actor, 3.* the setting.
TEST(EntryShape, KeepsTheNumbersOfRecorded) {
  const Descriptor& recorded = *v1::Recorded::descriptor();

  ASSERT_EQ(recorded.field_count(), 5);
  EXPECT_EQ(recorded.FindFieldByNumber(1)->name(), "entry");
  EXPECT_EQ(recorded.FindFieldByNumber(2)->name(), "actor");
  EXPECT_EQ(recorded.FindFieldByNumber(3)->name(), "setting");
  EXPECT_EQ(recorded.FindFieldByNumber(4)->name(), "schema");
  EXPECT_EQ(recorded.FindFieldByNumber(5)->name(), "rules_version");
}

}  // namespace
}  // namespace cairn
