#include "services/rules/link_rules.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kOpened[] =
    "record_opened { subject: SUBJECT_KIND_CHILD name: 'Pip' born { year: 2017 } }";
const Caller kLinkingSenco = CallerOf(v1::ROLE_SENCO, "juniper.halloway");

class LinkRulesTest : public RulesTest {
 protected:
  LinkRulesTest() {
    record_.Add("source { system: 's' id: 'A02' } concern_raised { text: 'x' }");  // version 2
  }

  std::vector<std::string> Linking(const std::string& entry_ref, bool bulk = false) const {
    return Refusals("source { system: 's' id: 'A09' } links { relation: RELATION_ABOUT entry { " +
                        entry_ref + " } } concern_raised { text: 'y' }",
                    bulk);
  }
  v1::Entry Linked(Version version) const {
    v1::Entry entry = EntryOf("concern_raised { text: 'y' }");
    entry.add_links()->set_relation(v1::RELATION_ABOUT);
    entry.mutable_links(0)->mutable_entry()->set_event_id(EventIdAt(version));
    return entry;
  }
};

TEST_F(LinkRulesTest, BeginARecordWithItsOpening) {
  const Verdict verdict = CheckEntry(Record(), EntryOf("concern_raised { text: 'x' }"),
                                     {.today = CivilDate::Of(2026, 1, 5).value()});

  EXPECT_THAT(RefusalsOf(verdict), ElementsAre("record.begins_with_its_opening @ concern_raised"));
  EXPECT_FALSE(CheckEntry(Record(), EntryOf(kOpened), {.today = CivilDate::Of(2026, 1, 5).value()})
                   .refused());
}

TEST_F(LinkRulesTest, OpenARecordOnce) {
  EXPECT_THAT(Refusals(kOpened), ElementsAre("record.opened_once @ record_opened"));
}

TEST_F(LinkRulesTest, LetTheOpeningBeCorrected) {
  EXPECT_THAT(RefusalsOf(Check(Correcting(1, kOpened))), IsEmpty());
}

TEST_F(LinkRulesTest, LeaveExportsToTheServer) {
  EXPECT_THAT(Refusals("record_exported { to_version: 2 }"),
              ElementsAre("record.export_is_the_servers @ record_exported"));
  EXPECT_THAT(Refusals("bundle_exported { preset: 'full' to_version: 2 }"),
              ElementsAre("record.export_is_the_servers @ bundle_exported"));
}

TEST_F(LinkRulesTest, AcceptALinkToAnEntryByEitherId) {
  EXPECT_THAT(RefusalsOf(Check(Linked(2))), IsEmpty());
  EXPECT_THAT(Linking("source_id: 'A02'"), IsEmpty());
}

TEST_F(LinkRulesTest, RefuseALinkThatLeadsNowhere) {
  EXPECT_THAT(Linking("event_id: '0123456789012345'"),
              ElementsAre("link.leads_somewhere @ links[0].entry"));
  EXPECT_THAT(Linking("source_id: 'A03'"), ElementsAre("link.leads_somewhere @ links[0].entry"));
}

TEST_F(LinkRulesTest, LetABulkLoadLinkForwardBySourceIdOnly) {
  EXPECT_THAT(Linking("source_id: 'A03'", /*bulk=*/true), IsEmpty());
  EXPECT_THAT(Linking("event_id: '0123456789012345'", /*bulk=*/true),
              ElementsAre("link.leads_somewhere @ links[0].entry"));
}

TEST_F(LinkRulesTest, RefuseALinkToItself) {
  EXPECT_THAT(Linking("source_id: 'A09'", /*bulk=*/true),
              ElementsAre("link.not_to_itself @ links[0].entry"));
}

TEST_F(LinkRulesTest, AcceptAVoid) { EXPECT_THAT(RefusalsOf(Check(Voiding(2))), IsEmpty()); }

TEST_F(LinkRulesTest, RefuseAVoidThatNamesNothing) {
  EXPECT_THAT(Refusals("entry_voided { reason: 'x' }"), ElementsAre("void.names_an_entry @ links"));
}

TEST_F(LinkRulesTest, RefuseToVoidForwardEvenInABulkLoad) {
  EXPECT_THAT(Refusals("links { relation: RELATION_VOIDS entry { source_id: 'A77' } } "
                       "entry_voided { reason: 'x' }",
                       /*bulk=*/true),
              ElementsAre("link.leads_somewhere @ links[0].entry"));
}

TEST_F(LinkRulesTest, LetOnlyAVoidVoid) {
  EXPECT_THAT(Refusals("links { relation: RELATION_VOIDS entry { source_id: 'A02' } } "
                       "concern_raised { text: 'x' }"),
              ElementsAre("void.only_by_a_void @ links[0].relation"));
}

TEST_F(LinkRulesTest, VoidAnEntryOnce) {
  record_.Add(Voiding(2), kLinkingSenco);

  EXPECT_THAT(RefusalsOf(Check(Voiding(2))), ElementsAre("void.once @ links[0].entry"));
}

TEST_F(LinkRulesTest, LetAVoidBeTakenBack) {
  record_.Add(Voiding(2), kLinkingSenco);

  EXPECT_THAT(RefusalsOf(Check(Voiding(3))), IsEmpty());
}

TEST_F(LinkRulesTest, KeepTheOpeningAndTheExports) {
  record_.Add("record_exported { to_version: 2 }");

  EXPECT_THAT(RefusalsOf(Check(Voiding(1))),
              ElementsAre("void.not_the_opening_or_an_export @ links[0].entry"));
  EXPECT_THAT(RefusalsOf(Check(Voiding(3))),
              ElementsAre("void.not_the_opening_or_an_export @ links[0].entry"));
}

TEST_F(LinkRulesTest, AcceptACorrection) {
  EXPECT_THAT(RefusalsOf(Check(Correcting(2, "concern_raised { text: 'y' }"))), IsEmpty());
}

TEST_F(LinkRulesTest, RefuseACorrectionOfNothing) {
  EXPECT_THAT(Refusals("corrects { target { source_id: 'A77' } reason: 'x' } "
                       "concern_raised { text: 'y' }",
                       /*bulk=*/true),
              ElementsAre("correction.names_an_entry @ corrects.target"));
}

TEST_F(LinkRulesTest, RefuseACorrectionByAnotherKind) {
  EXPECT_THAT(RefusalsOf(Check(Correcting(2, "observation_recorded { text: 'y' }"))),
              ElementsAre("correction.of_the_same_kind @ observation_recorded"));
}

TEST_F(LinkRulesTest, RefuseACorrectionOfAVoidEntry) {
  record_.Add(Voiding(2), kLinkingSenco);

  EXPECT_THAT(RefusalsOf(Check(Correcting(2, "concern_raised { text: 'y' }"))),
              ElementsAre("correction.not_of_a_void_entry @ corrects.target"));
}

TEST_F(LinkRulesTest, RefuseACorrectionOfAnErasedEntry) {
  record_.AddErased();

  EXPECT_THAT(RefusalsOf(Check(Correcting(3, "concern_raised { text: 'y' }"))),
              ElementsAre("correction.not_of_an_erased_entry @ corrects.target"));
}

TEST_F(LinkRulesTest, LetACorrectionBeCorrected) {
  record_.Add(Correcting(2, "concern_raised { text: 'y' }"), kLinkingSenco);

  EXPECT_THAT(RefusalsOf(Check(Correcting(3, "concern_raised { text: 'z' }"))), IsEmpty());
  EXPECT_THAT(RefusalsOf(Check(Correcting(2, "concern_raised { text: 'z' }"))), IsEmpty());
}

TEST_F(LinkRulesTest, WantAReasonForACorrection) {
  v1::Entry entry = Correcting(2, "concern_raised { text: 'y' }");
  entry.mutable_corrects()->clear_reason();

  EXPECT_THAT(RefusalsOf(Check(entry)), Contains("correction.says_why @ corrects.reason"));
}

}  // namespace
}  // namespace cairn
