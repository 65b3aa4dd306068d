#include "services/rules/required_fields.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "cairn/v1/entry.pb.h"

namespace cairn::rules {
namespace {

// What the comments of the contract mark: "Message.field" for each `*`, "Enum.number" for each
// RETIRED.
struct Marks {
  std::set<std::string> required;
  std::set<std::string> retired;
};

// Reads the files that entries are made of, line by line, the way a reader of them would.
Marks ReadMarks() {
  Marks marks;
  const auto* file = v1::Entry::descriptor()->file();
  std::vector<std::string> names = {file->name()};
  for (int i = 0; i < file->dependency_count(); ++i) names.push_back(file->dependency(i)->name());
  static const std::regex kBlock(R"(^(message|enum) (\w+) \{.*)");
  static const std::regex kField(R"(^  +(?:optional |repeated )?[\w.]+ (\w+) = \d+;.*)");
  static const std::regex kValue(R"(^  +\w+ = (\d+);.*)");
  for (const std::string& name : names) {
    std::ifstream lines(std::string(CAIRN_PROTO_FOLDER) + "/" + name);
    std::string block, comment, line;
    while (std::getline(lines, line)) {
      std::smatch match;
      if (line.find("//") != std::string::npos) {
        comment += line.substr(line.find("//") + 2);
        continue;
      }
      if (std::regex_match(line, match, kBlock)) block = match[2];
      const bool is_required = comment.starts_with(" * ");
      const bool is_retired = comment.find("RETIRED") != std::string::npos;
      if (std::regex_match(line, match, kField) && is_required) {
        marks.required.insert(block + "." + match[1].str());
      } else if (std::regex_match(line, match, kValue) && is_retired) {
        marks.retired.insert(block + "." + match[1].str());
      }
      comment.clear();
    }
  }
  return marks;
}

// Looked at elsewhere: see required_fields.cc.
bool IsLookedAtWhole(const std::string& field) {
  return field == "Entry.occurred" || field.starts_with("Occurred.") || field == "Decimal.value";
}

std::set<std::string> RequiredInCode() {
  std::set<std::string> required;
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  for (const std::string& mark : ReadMarks().required) {
    const std::string message = mark.substr(0, mark.find('.'));
    const auto* type = pool->FindMessageTypeByName("cairn.v1." + message);
    for (const std::string_view field : RequiredFieldsOf(*type)) {
      required.insert(message + "." + std::string(field));
    }
  }
  return required;
}

TEST(RequiredFields, AreThoseThatTheContractMarks) {
  std::set<std::string> marked = ReadMarks().required;
  std::erase_if(marked, IsLookedAtWhole);

  EXPECT_GT(marked.size(), 80u);
  EXPECT_EQ(RequiredInCode(), marked);
}

TEST(RequiredFields, AreAtMostThreeInAKind) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    EXPECT_LE(RequiredFieldsOf(*kinds->field(i)->message_type()).size(), 3u)
        << kinds->field(i)->name();
  }
}

TEST(RequiredFields, AreNoneForAMessageWithoutAMark) {
  EXPECT_TRUE(RequiredFieldsOf(*v1::Source::descriptor()).empty());
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

  EXPECT_EQ(in_code, ReadMarks().retired);
  EXPECT_EQ(in_code.size(), 4u);
}

}  // namespace
}  // namespace cairn::rules
