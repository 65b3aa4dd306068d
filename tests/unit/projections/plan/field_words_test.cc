#include "projections/plan/field_words.h"

#include <set>

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace cairn {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;
using ::testing::SizeIs;

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

// "Target.due" of every message that a plan version is made of, save the values.
void Collect(const Descriptor& type, std::set<std::string>& fields) {
  if (&type == v1::Date::descriptor() || &type == v1::Decimal::descriptor()) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    fields.insert(std::string(type.name()) + "." + std::string(field.name()));
    if (field.message_type() != nullptr) Collect(*field.message_type(), fields);
  }
}

TEST(FieldLabels, NameEveryFieldOfAPlanOnceAndNothingElse) {
  std::set<std::string> fields;
  Collect(*v1::PlanIssued::descriptor(), fields);
  std::set<std::string> labelled;
  for (const FieldLabel& row : FieldLabels()) {
    EXPECT_TRUE(labelled.insert(std::string(row.field)).second) << row.field << " stands twice";
    EXPECT_FALSE(row.label.empty()) << row.field;
  }

  EXPECT_EQ(labelled, fields);
}

TEST(FieldWords, SayEveryKindOfValue) {
  const auto line = Parse<v1::ProvisionLine>(
      "sessions_per_week { value: 25 scale: 1 } minutes_per_session: 20 tier: TIER_SPECIALIST "
      "from { year: 2025 month: 2 } serves: 't1' serves: 't2'");
  const auto say = [&](const char* field) {
    return FieldWords(line, *line.GetDescriptor()->FindFieldByName(field));
  };

  EXPECT_EQ(say("sessions_per_week"), "2.5");
  EXPECT_EQ(say("minutes_per_session"), "20");
  EXPECT_EQ(say("tier"), "specialist");
  EXPECT_EQ(say("from"), "Feb 2025");
  EXPECT_EQ(say("serves"), "t1; t2");
  EXPECT_EQ(say("why"), "");
}

TEST(FieldWords, TellNoFromNotStated) {
  const auto stated = Parse<v1::RelationalSection>("child_took_part: false");
  const auto silent = v1::RelationalSection();

  const std::vector<v1::PlanFieldChange> changes = FieldChanges(silent, stated);

  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].field(), "child_took_part");
  EXPECT_EQ(changes[0].label(), "The child took part");
  EXPECT_EQ(changes[0].before(), "");
  EXPECT_EQ(changes[0].after(), "no");
}

TEST(ItemLine, SaysWhatItIsAndThenEverythingElseButItsId) {
  EXPECT_EQ(
      ItemLine(Parse<v1::ProvisionLine>(
          "item_id: 'p2' what: 'Precision teaching' minutes_per_session: 15 provider: 'Ash'")),
      "Precision teaching; given by Ash; minutes a session 15");
  EXPECT_EQ(ItemLine(Parse<v1::Responsibility>("whose: 'school' text: 'Name a TA'")),
            "School: Name a TA");
}

}  // namespace
}  // namespace cairn
