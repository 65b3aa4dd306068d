#include "services/rules/shape/required_fields.h"

#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "cairn/v1/entry.pb.h"

#include "tests/support/entry_samples.h"

namespace cairn::rules {
namespace {

using google::protobuf::FieldDescriptor;

int RequiredFieldsOf(const google::protobuf::Descriptor& type) {
  int required = 0;
  for (int i = 0; i < type.field_count(); ++i) required += IsRequired(*type.field(i)) ? 1 : 0;
  return required;
}

// What the comments of codes.proto mark, read line by line: "Enum.number" for each RETIRED.
std::set<std::string> MarkedRetired() {
  std::set<std::string> retired;
  static const std::regex kBlock(R"(^enum (\w+) \{.*)");
  static const std::regex kValue(R"(^  +\w+ = (\d+);.*)");
  std::ifstream lines(CAIRN_PROTO_FOLDER "/cairn/v1/codes.proto");
  std::string block, comment, line;
  while (std::getline(lines, line)) {
    std::smatch match;
    if (line.find("//") != std::string::npos) {
      comment += line.substr(line.find("//") + 2);
      continue;
    }
    if (std::regex_match(line, match, kBlock)) block = match[1];
    if (std::regex_match(line, match, kValue) && comment.find("RETIRED") != std::string::npos) {
      retired.insert(block + "." + match[1].str());
    }
    comment.clear();
  }
  return retired;
}

TEST(RequiredFields, AreThoseThatTheContractNames) {
  const auto& plan = *v1::PlanIssued::descriptor();

  EXPECT_TRUE(IsRequired(*plan.FindFieldByName("plan_id")));
  EXPECT_TRUE(IsRequired(*plan.FindFieldByName("content")));
  EXPECT_FALSE(IsRequired(*plan.FindFieldByName("plan_version")));
  EXPECT_EQ(RequiredFieldsOf(*v1::Source::descriptor()), 0);
}

// Whoever adds a kind says what it needs, or here that it needs nothing: with these two every part
// of what is said may be all there is.
TEST(RequiredFields, AreOneToThreeInEveryKindButTwo) {
  for (const FieldDescriptor* kind : EntryKinds()) {
    const auto& type = *kind->message_type();
    const bool may_say_any_part =
        &type == v1::DetailsRecorded::descriptor() || &type == v1::VoiceCaptured::descriptor();
    EXPECT_EQ(RequiredFieldsOf(type) == 0, may_say_any_part) << type.name();
    EXPECT_LE(RequiredFieldsOf(type), 3) << type.name();
  }
}

TEST(RetiredCodes, AreThoseThatTheContractMarks) {
  std::set<std::string> in_code;
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  for (const char* name : {"SenProvision", "SenType", "Role", "Label", "IncidentKind"}) {
    const auto* list = pool->FindEnumTypeByName(std::string("cairn.v1.") + name);
    for (int i = 0; i < list->value_count(); ++i) {
      const int number = list->value(i)->number();
      if (IsRetired(*list, number)) in_code.insert(name + ("." + std::to_string(number)));
    }
  }

  EXPECT_EQ(in_code, MarkedRetired());
  EXPECT_EQ(in_code.size(), 4u);
}

}  // namespace
}  // namespace cairn::rules
