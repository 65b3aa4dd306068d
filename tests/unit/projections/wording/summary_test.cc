#include "projections/wording/summary.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include "projections/record/fold.h"
#include "projections/wording/entry_text.h"
#include "tests/support/case_loader.h"
#include "tests/support/history_builder.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// An entry of each kind with nothing in it.
class EveryKind : public testing::TestWithParam<const google::protobuf::FieldDescriptor*> {
 protected:
  v1::Recorded EmptyOfKind() const {
    v1::Recorded recorded;
    google::protobuf::Message* entry = recorded.mutable_entry();
    entry->GetReflection()->MutableMessage(entry, GetParam());
    return recorded;
  }
};

std::vector<const google::protobuf::FieldDescriptor*> Kinds() {
  const google::protobuf::OneofDescriptor* kind = v1::Entry::descriptor()->FindOneofByName("kind");
  std::vector<const google::protobuf::FieldDescriptor*> kinds;
  for (int i = 0; i < kind->field_count(); ++i) kinds.push_back(kind->field(i));
  return kinds;
}

TEST_P(EveryKind, HasASummaryEvenWhenItSaysNothing) { EXPECT_NE(Summary(EmptyOfKind()), ""); }

TEST_P(EveryKind, IsNamedAfterItsMessage) {
  EXPECT_EQ(KindName(EmptyOfKind().entry()), GetParam()->message_type()->name());
}

TEST_P(EveryKind, IsFolded) {
  HistoryBuilder history;
  history.Add("2024-10-09", EmptyOfKind().entry());

  EXPECT_EQ(Fold({}, history.events()).entries.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Entry, EveryKind, testing::ValuesIn(Kinds()),
                         [](const auto& param) { return param.param->message_type()->name(); });

v1::Recorded Typed(std::string_view fields) {
  HistoryBuilder history;
  history.Add("2024-10-21", EntryOn("2024-10-15", fields));
  return *history.events()[0]->recorded;
}

TEST(Summary, SaysThatAnEntryCorrectsAnotherAndWhy) {
  const v1::Recorded correction = Typed(
      "corrects { target { source_id: 'A05' } reason: 'wrong row' } "
      "observation_recorded { text: 'Guesses' }");

  EXPECT_EQ(Summary(correction), "Correction of A05 (wrong row): Ash Senco, SENCO: Guesses");
  EXPECT_EQ(KindName(correction.entry()), "EntryCorrected");
}

TEST(Summary, NamesTheSpeakerAndNotTheTypist) {
  const std::string summary =
      Summary(Typed("person { name: 'Delphine Larkwhistle' capacity: CAPACITY_PARENT } "
                    "concern_raised { text: 'Cries at homework' }"));

  EXPECT_EQ(summary, "Delphine Larkwhistle, parent: Cries at homework");
}

TEST(Summary, DoesNotShowAUpn) {
  const std::string summary =
      Summary(Typed("identifier_recorded { type: IDENTIFIER_TYPE_UPN value: 'A909298721014' }"));

  EXPECT_THAT(summary, Not(HasSubstr("A909298721014")));
}

TEST(Summary, OfAnEntryWithoutAKindSaysSo) {
  EXPECT_EQ(Summary(Typed("")), "Entry of no known kind");
  EXPECT_EQ(KindName(Typed("").entry()), "Unknown");
}

TEST(TextOf, CallsPeopleWhatTheyAreToTheChild) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));
  v1::EntryRef concern;
  concern.set_source_id("A04");

  EXPECT_EQ(TextOf(*FindEntry(record, concern)->current->recorded, &record).lead, "Mother");
}

TEST(TextOf, SaysOfALaterPlanVersionOnlyWhatIsNew) {
  const Record record = Fold(CaseRecordId(), CaseEvents("case-a"));
  v1::EntryRef third;
  third.set_source_id("A24");

  const EntryText text = TextOf(*FindEntry(record, third)->current->recorded, &record);

  EXPECT_EQ(text.lead, "Plan v3");
  EXPECT_THAT(text.facts,
              ElementsAre("t1 due moved to 9 Jul 2025",
                          "p2 precision teaching 1:1, 3 x 15 min a week, 10 weeks, by Corwin "
                          "Applegarth",
                          "p1 removed"));
}

TEST(TextOf, SaysWhatASettingHas) {
  const Record setting = Fold(CaseRecordId(), CaseEvents("hollowtree"));
  const auto text = [&](const char* label) {
    v1::EntryRef ref;
    ref.set_source_id(label);
    return TextOf(*FindEntry(setting, ref)->current->recorded, &setting);
  };

  EXPECT_EQ(text("H02").lead, "Terms of 2024/25");
  EXPECT_THAT(text("H02").facts, Contains("Autumn term 3 Sep 2024 to 20 Dec 2024"));
  EXPECT_THAT(text("H03.3").facts, Contains("trained: Phonics A, 21 Jun 2024"));
  EXPECT_EQ(text("H04").lead, "Phonics A, catch-up group (PHONICS_A)");
  EXPECT_THAT(text("H04").facts, Contains("GBP 17.20 an hour from 1 Apr 2025"));
  EXPECT_THAT(text("H05").facts, Contains("review due 1 Sep 2025"));
}

TEST(FactsOnlyIn, AreWhatACorrectionChanged) {
  EXPECT_THAT(FactsOnlyIn({"Test", {"SS 79", "form A"}}, {"Test", {"SS 76", "form A"}}),
              ElementsAre("SS 79"));
}

}  // namespace
}  // namespace cairn
