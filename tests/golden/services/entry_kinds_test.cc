// docs/entries.md: what can be recorded, written from the contract and the tables of rules, so that
// the page cannot go stale; and the names of kinds that the verifier in Python comes with.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "cairn/v1/timeline_service.pb.h"

#include "projections/timeline/stage.h"
#include "projections/wording/words.h"
#include "services/rules/rule_list.h"
#include "services/rules/shape/required_fields.h"
#include "tests/golden/golden_file.h"
#include "tests/golden/services/requirements.h"
#include "tests/support/entry_samples.h"

namespace cairn {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using rules::Effect;
using rules::Rule;
using testing::Contains;

// The stage may depend on a code of the kind: every one is tried.
std::string StagesOf(const FieldDescriptor& kind) {
  v1::Entry entry;
  auto* message = entry.GetReflection()->MutableMessage(&entry, &kind);
  std::set<v1::Stage> stages;
  for (int i = 0; i < kind.message_type()->field_count(); ++i) {
    const FieldDescriptor* field = kind.message_type()->field(i);
    if (field->enum_type() == nullptr || field->is_repeated()) continue;
    for (int code = 1; code < field->enum_type()->value_count(); ++code) {
      message->GetReflection()->SetEnumValue(message, field,
                                             field->enum_type()->value(code)->number());
      stages.insert(StageOf(entry));
    }
    message->GetReflection()->ClearField(message, field);
  }
  if (stages.empty()) stages.insert(StageOf(entry));
  std::vector<std::string> words;
  for (const v1::Stage stage : stages) words.push_back(Words(stage));
  return absl::StrJoin(words, ", ");
}

// "`plan_id`\\*, `plan_kind`\\*, `plan_version`"; without the kinds of an entry.
std::string FieldsOf(const Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.real_containing_oneof() != nullptr) continue;
    names.push_back(absl::StrFormat("`%s`%s", field.name(), rules::IsRequired(field) ? "\\*" : ""));
  }
  return absl::StrJoin(names, ", ");
}

std::string RuleIdsOf(std::string_view kind) {
  std::vector<std::string> ids;
  for (const Rule& rule : rules::RulesByKind()) {
    if (rule.kind == kind) ids.push_back(absl::StrFormat("`%s`", rule.id));
  }
  return absl::StrJoin(ids, ", ");
}

std::vector<std::string> KindsOf(const Requirement& requirement) {
  return absl::StrSplit(std::string(requirement.kinds), ' ', absl::SkipEmpty());
}

std::string RequirementsMetBy(const std::string& kind) {
  std::vector<std::string> numbers;
  for (const Requirement& requirement : Requirements()) {
    const auto kinds = KindsOf(requirement);
    if (std::ranges::find(kinds, kind) != kinds.end()) {
      numbers.push_back(absl::StrFormat("R%d", requirement.number));
    }
  }
  return absl::StrJoin(numbers, ", ");
}

std::string KindTable() {
  std::string text = "| Kind | Stage | Fields | Rules | Met |\n|---|---|---|---|---|\n";
  for (const FieldDescriptor* kind : EntryKinds()) {
    const Descriptor& type = *kind->message_type();
    absl::StrAppendFormat(&text, "| %s | %s | %s | %s | %s |\n", type.name(), StagesOf(*kind),
                          FieldsOf(type), RuleIdsOf(type.name()), RequirementsMetBy(type.name()));
  }
  return text;
}

void CollectParts(const Descriptor& type, std::map<std::string, const Descriptor*>& parts) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->message_type() == nullptr || field->real_containing_oneof() != nullptr) continue;
    if (!parts.emplace(field->message_type()->name(), field->message_type()).second) continue;
    CollectParts(*field->message_type(), parts);
  }
}

// The messages that kinds and the entry itself are made of.
std::string PartTable() {
  std::map<std::string, const Descriptor*> parts;
  CollectParts(*v1::Entry::descriptor(), parts);
  for (const FieldDescriptor* kind : EntryKinds()) CollectParts(*kind->message_type(), parts);
  std::string text = "| Part | Fields |\n|---|---|\n";
  for (const auto& [name, type] : parts) {
    absl::StrAppendFormat(&text, "| %s | %s |\n", name, FieldsOf(*type));
  }
  return text;
}

std::string_view WordsFor(Effect effect) {
  switch (effect) {
    case Effect::kRefuse:
      return "refused";
    case Effect::kLegalDuty:
      return "law";
    case Effect::kGuidance:
      return "guidance";
  }
  return "";
}

std::string RuleTable() {
  std::string text = "| Rule | Effect | Source | Met | What people read |\n|---|---|---|---|---|\n";
  for (const Rule& rule : rules::AllRules()) {
    absl::StrAppendFormat(&text, "| `%s` | %s | %s | %s | %s |\n", rule.id, WordsFor(rule.effect),
                          rule.source, rule.requirement, rule.sentence);
  }
  return text;
}

std::string RequirementTable() {
  std::string text = "| | Asked for | Kinds | Elsewhere |\n|---|---|---|---|\n";
  for (const Requirement& requirement : Requirements()) {
    absl::StrAppendFormat(&text, "| R%d | %s | %s | %s |\n", requirement.number, requirement.words,
                          absl::StrJoin(KindsOf(requirement), ", "), requirement.elsewhere);
  }
  return text;
}

TEST(EntryKinds, AreDescribedInTheDocumentation) {
  const std::string page = absl::StrFormat(
      "# Entries\n\n"
      "What can be recorded. Written by `tests/golden/services/entry_kinds_test.cc`; do not edit "
      "it,\n"
      "run `CAIRN_UPDATE_GOLDEN=1 ctest --preset dev -R EntryKinds` and read the difference.\n\n"
      "An entry without a field that is marked \\* is refused; every other field may be absent.\n"
      "Every field is explained in `proto/cairn/v1`.\n\n"
      "## Kinds\n\n"
      "Fields of every entry: %s.\n\nRules of every kind: %s.\n\n%s\n"
      "## Parts\n\n%s\n"
      "## Rules\n\n"
      "Refused is only what leaves who, what or when unknown. The rest is a finding: recorded all\n"
      "the same, computed anew each time, stored nowhere.\n\n%s\n"
      "## Requirements\n\n%s",
      FieldsOf(*v1::Entry::descriptor()), RuleIdsOf(""), KindTable(), PartTable(), RuleTable(),
      RequirementTable());

  ExpectGolden(std::string("../../") + "docs/entries.md", page);
}

TEST(EntryKinds, AreKnownByNumberToTheVerifierInPython) {
  std::map<int, std::string> names;
  for (const FieldDescriptor* kind : EntryKinds()) {
    names[kind->number()] =
        absl::StrFormat(" \"%d\": \"%s\"", kind->number(), kind->message_type()->name());
  }
  const std::string lines =
      absl::StrJoin(names, ",\n", [](std::string* out, const auto& name) { *out += name.second; });

  ExpectGolden("../../clients/python/cairn_verify/kinds.json", "{\n" + lines + "\n}\n");
}

TEST(EntryKinds, EachMeetARequirementOrServeTheRecordItself) {
  // Kinds without which a record could not be kept, whatever is asked of it.
  const std::set<std::string> kOfTheRecord = {
      "RecordOpened",   "IdentifierRecorded", "EntryVoided", "HoldPlaced",
      "HoldReleased",   "DisposalDecided",    "Disclosed",   "RightsRequested",
      "RightsAnswered", "IncidentRecorded"};
  for (const FieldDescriptor* kind : EntryKinds()) {
    const std::string& name = kind->message_type()->name();
    EXPECT_EQ(RequirementsMetBy(name).empty(), kOfTheRecord.contains(name)) << name;
  }
}

TEST(Requirements, AreAllThereInOrder) {
  int number = 0;
  for (const Requirement& requirement : Requirements()) EXPECT_EQ(requirement.number, ++number);

  EXPECT_EQ(number, 94);
}

TEST(Requirements, AreThoseThatRulesName) {
  for (const Rule& rule : rules::AllRules()) {
    const bool is_known = std::ranges::any_of(Requirements(), [&](const Requirement& requirement) {
      return rule.requirement == absl::StrFormat("R%d", requirement.number);
    });
    EXPECT_TRUE(rule.requirement.empty() || is_known) << rule.id << " " << rule.requirement;
  }
}

TEST(Requirements, NameKindsThatExistOrAnotherPlace) {
  std::set<std::string> names;
  for (const FieldDescriptor* kind : EntryKinds()) names.insert(kind->message_type()->name());
  for (const Requirement& requirement : Requirements()) {
    EXPECT_FALSE(requirement.kinds.empty() && requirement.elsewhere.empty())
        << "R" << requirement.number;
    for (const std::string& kind : KindsOf(requirement)) EXPECT_THAT(names, Contains(kind));
  }
}

}  // namespace
}  // namespace cairn
