#include "services/access/visibility.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "projections/record/fold.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Caller kSencoOfHollowtree = CallerOf(v1::ROLE_SENCO, "juniper.halloway");

std::vector<Version> VersionsOf(const VisibleEvents& visible) {
  std::vector<Version> versions;
  for (const EventPtr& event : visible.events) versions.push_back(event->version);
  return versions;
}

class VisibilityTest : public testing::Test {
 protected:
  VisibilityTest() { builder_.Open(); }  // version 1

  std::vector<Version> Seen(v1::Role role, Relation relation, std::string_view subject = "them") {
    return VersionsOf(Filter(CallerOf(role, subject), relation, builder_.events()));
  }
  std::vector<Version> SeenBySenco() { return Seen(v1::ROLE_SENCO, Relation::kSameSetting); }
  std::vector<Version> SeenByHead() { return Seen(v1::ROLE_HEAD, Relation::kSameSetting); }
  std::vector<Version> SeenByTeacher(std::string_view subject = "them") {
    return Seen(v1::ROLE_TEACHER, Relation::kAssigned, subject);
  }
  std::vector<Version> SeenByMother() { return Seen(v1::ROLE_PARENT, Relation::kParent, "mother"); }

  // Replaces version `target`.
  void Correct(Version target, const std::string& text,
               const Caller& typed_by = kSencoOfHollowtree) {
    v1::Entry entry = EntryOf(text);
    entry.mutable_corrects()->mutable_target()->set_event_id(EventIdAt(target));
    builder_.Add(entry, typed_by);
  }
  void Void(Version target) {
    v1::Entry entry = EntryOf("entry_voided { reason: 'wrong child' }");
    entry.add_links()->set_relation(v1::RELATION_VOIDS);
    entry.mutable_links(0)->mutable_entry()->set_event_id(EventIdAt(target));
    builder_.Add(entry, kSencoOfHollowtree);
  }
  std::string EventIdAt(Version version) const {
    return builder_.events().at(version - 1)->event_id.ToBytes();
  }

  RecordBuilder builder_;
};

TEST_F(VisibilityTest, ShowsAnOrdinaryRecordWhole) {
  builder_.Add("concern_raised { text: 'x' }");

  const VisibleEvents visible =
      Filter(CallerOf(v1::ROLE_TEACHER, "them"), Relation::kAssigned, builder_.events());

  EXPECT_THAT(VersionsOf(visible), ElementsAre(1, 2));
  EXPECT_FALSE(visible.withheld);
}

TEST_F(VisibilityTest, ShowsNothingToWhoMayNotReadTheRecord) {
  EXPECT_THAT(Seen(v1::ROLE_TEACHER, Relation::kSameSetting), IsEmpty());
  EXPECT_THAT(Seen(v1::ROLE_OFFICE, Relation::kSameSetting), IsEmpty());
  EXPECT_THAT(Seen(v1::ROLE_HEAD, Relation::kNone), IsEmpty());
  EXPECT_THAT(Seen(v1::ROLE_AUDITOR, Relation::kSameSetting), IsEmpty());
}

TEST_F(VisibilityTest, ShowsAConnectedSystemOrdinaryEntriesWhenItFollowsAndNoneWhenItReads) {
  builder_.Add("label: LABEL_LEGAL concern_raised { text: 'x' }");
  builder_.Add("dispute_opened {}");
  const Caller system = CallerOf(v1::ROLE_INTEGRATION, "register");

  EXPECT_THAT(
      VersionsOf(Filter(system, Relation::kSameSetting, builder_.events(), Action::kFollow)),
      ElementsAre(1));
  EXPECT_THAT(VersionsOf(Filter(system, Relation::kSameSetting, builder_.events())), IsEmpty());
}

TEST_F(VisibilityTest, SaysThatSomethingWasWithheld) {
  builder_.Add("label: LABEL_LEGAL concern_raised { text: 'x' }");

  EXPECT_TRUE(
      Filter(CallerOf(v1::ROLE_TEACHER, "them"), Relation::kAssigned, builder_.events()).withheld);
  EXPECT_FALSE(Filter(kSencoOfHollowtree, Relation::kSameSetting, builder_.events()).withheld);
}

TEST_F(VisibilityTest, KeepsSafeguardingToHeadAndSafeguardingLead) {
  builder_.Add("label: LABEL_SAFEGUARDING concern_raised { text: 'x' }",
               CallerOf(v1::ROLE_SAFEGUARDING_LEAD, "dsl"));

  EXPECT_THAT(SeenByHead(), ElementsAre(1, 2));
  EXPECT_THAT(Seen(v1::ROLE_SAFEGUARDING_LEAD, Relation::kSameSetting), ElementsAre(1, 2));
  EXPECT_THAT(SeenBySenco(), ElementsAre(1));
  EXPECT_THAT(Seen(v1::ROLE_DATA_PROTECTION_OFFICER, Relation::kSameSetting), ElementsAre(1));
  EXPECT_THAT(SeenByMother(), ElementsAre(1));
}

TEST_F(VisibilityTest, DoesNotShowSafeguardingToASencoWhomItsAudienceNames) {
  builder_.Add(
      "label: LABEL_SAFEGUARDING audience { roles: ROLE_SENCO } concern_raised { text: 'x' }");

  EXPECT_THAT(SeenBySenco(), ElementsAre(1));
  EXPECT_THAT(SeenByHead(), ElementsAre(1));
}

TEST_F(VisibilityTest, KeepsDisputesFromThoseWhoTeachAndShowsThemToTheFamily) {
  builder_.Add("dispute_opened { dispute_id: 'd' }");
  builder_.Add("early_help_recorded { assessment: 'EHAP' }");

  EXPECT_THAT(SeenByTeacher(), ElementsAre(1));
  EXPECT_THAT(SeenByMother(), ElementsAre(1, 2, 3));
  EXPECT_THAT(Seen(v1::ROLE_LA_CASEWORKER, Relation::kCase), ElementsAre(1));
}

TEST_F(VisibilityTest, ShowsWhatIsConfidentialToItsAudienceSencoHeadAndDpo) {
  builder_.Add(
      "label: LABEL_CONFIDENTIAL audience { roles: ROLE_PASTORAL sign_in_subjects: 'basil' } "
      "voice_captured { text: 'x' }");

  EXPECT_THAT(SeenBySenco(), ElementsAre(1, 2));
  EXPECT_THAT(SeenByHead(), ElementsAre(1, 2));
  EXPECT_THAT(Seen(v1::ROLE_DATA_PROTECTION_OFFICER, Relation::kSameSetting), ElementsAre(1, 2));
  EXPECT_THAT(SeenByTeacher("basil"), ElementsAre(1, 2));
  EXPECT_THAT(Seen(v1::ROLE_PASTORAL, Relation::kAssigned), ElementsAre(1, 2));
  EXPECT_THAT(SeenByTeacher(), ElementsAre(1));
  EXPECT_THAT(SeenByMother(), ElementsAre(1));
}

TEST_F(VisibilityTest, DoesNotShowWhatIsConfidentialToANamedPersonWithoutTheRecord) {
  builder_.Add(
      "label: LABEL_CONFIDENTIAL audience { sign_in_subjects: 'basil' } voice_captured { text: 'x' "
      "}");

  EXPECT_THAT(Seen(v1::ROLE_TEACHER, Relation::kSameSetting, "basil"), IsEmpty());
}

TEST_F(VisibilityTest, NarrowsAnOrdinaryEntryToItsAudience) {
  builder_.Add("audience { roles: ROLE_TEACHER } concern_raised { text: 'x' }");

  EXPECT_THAT(SeenByTeacher(), ElementsAre(1, 2));
  EXPECT_THAT(SeenBySenco(), ElementsAre(1, 2));
  EXPECT_THAT(SeenByMother(), ElementsAre(1));
  EXPECT_THAT(SeenByHead(), ElementsAre(1));
}

TEST_F(VisibilityTest, NeverWidensAnotherLabelByAnAudience) {
  builder_.Add("label: LABEL_LEGAL audience { roles: ROLE_PARENT } concern_raised { text: 'x' }");
  builder_.Add(
      "label: LABEL_THIRD_PARTY audience { roles: ROLE_PARENT } concern_raised { text: 'x' }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1));
}

TEST_F(VisibilityTest, MatchesNoOneToAnEmptySignIn) {
  builder_.Add(
      "label: LABEL_CONFIDENTIAL audience { sign_in_subjects: '' } "
      "voice_captured { text: 'x' }");

  EXPECT_THAT(SeenByTeacher(""), ElementsAre(1));
}

TEST_F(VisibilityTest, ShowsWhatSomebodyTypedToThem) {
  builder_.Add("label: LABEL_CONFIDENTIAL voice_captured { text: 'x' }",
               CallerOf(v1::ROLE_TEACHER, "basil"));

  EXPECT_THAT(SeenByTeacher("basil"), ElementsAre(1, 2));
  EXPECT_THAT(SeenByTeacher("another"), ElementsAre(1));
}

TEST_F(VisibilityTest, HidesWhatSomebodyTypedWhenTheyMayNoLongerReadTheRecord) {
  builder_.Add("concern_raised { text: 'x' }", CallerOf(v1::ROLE_PARENT, "mother"));

  EXPECT_THAT(Seen(v1::ROLE_PARENT, Relation::kNone, "mother"), IsEmpty());
}

TEST_F(VisibilityTest, HidesAVoidEntryFromAllButSencoAndDpo) {
  builder_.Add("concern_raised { text: 'of another child' }", CallerOf(v1::ROLE_TEACHER, "basil"));
  Void(2);

  EXPECT_THAT(SeenBySenco(), ElementsAre(1, 2, 3));
  EXPECT_THAT(Seen(v1::ROLE_DATA_PROTECTION_OFFICER, Relation::kSameSetting), ElementsAre(1, 2, 3));
  EXPECT_THAT(SeenByHead(), ElementsAre(1, 3));
  EXPECT_THAT(SeenByTeacher("basil"), ElementsAre(1, 3));
  EXPECT_THAT(SeenByMother(), ElementsAre(1, 3));
}

TEST_F(VisibilityTest, HidesEveryWordingOfAVoidEntry) {
  builder_.Add("concern_raised { text: 'of another child' }");
  Correct(2, "concern_raised { text: 'still of another child' }");
  Void(2);

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 4));
}

TEST_F(VisibilityTest, HidesTheOldWordingOfAnEntryThatIsNowConfidential) {
  builder_.Add("concern_raised { text: 'x' }");
  Correct(2, "label: LABEL_CONFIDENTIAL concern_raised { text: 'x' }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1));
  EXPECT_THAT(SeenBySenco(), ElementsAre(1, 2, 3));
}

TEST_F(VisibilityTest, KeepsTheOldWordingOfAnEntryThatWasConfidential) {
  builder_.Add("label: LABEL_CONFIDENTIAL concern_raised { text: 'x, and what nobody may know' }");
  Correct(2, "concern_raised { text: 'x' }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 3));
}

TEST_F(VisibilityTest, ShowsEveryWordingOfACorrectedEntry) {
  builder_.Add("concern_raised { text: 'x' }");
  Correct(2, "concern_raised { text: 'y' }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 2, 3));
}

// --- Links whose contact is withheld ---

constexpr char kFather[] =
    "person_linked { name: 'Ivo' relationship: RELATIONSHIP_FATHER parental_responsibility: true "
    "sign_in_subject: 'father' contact: '1 Elm Row' ";

class WithheldContactTest : public VisibilityTest {
 protected:
  VisibleEvents OfMother() const {
    return Filter(CallerOf(v1::ROLE_PARENT, "mother"), Relation::kParent, builder_.events());
  }
  // The links from which the mother's views are computed.
  std::vector<v1::PersonLinked> LinksInHerViews() const {
    const Record record = Fold({}, OfMother().for_views);
    std::vector<v1::PersonLinked> links;
    for (const auto& holder :
         HoldersOfResponsibility(record.people, CivilDate::Of(2026, 1, 5).value())) {
      links.push_back(*holder);
    }
    return links;
  }
};

TEST_F(WithheldContactTest, KeepsTheLinkFromTheOtherParentAndTellsWhoItLinks) {
  builder_.Add(std::string(kFather) + "contact_withheld: true court_order: 'no contact' }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1));
  EXPECT_TRUE(OfMother().withheld);
  EXPECT_THAT(SeenBySenco(), ElementsAre(1, 2));
  EXPECT_THAT(Seen(v1::ROLE_PARENT, Relation::kParent, "father"), ElementsAre(1, 2));
  ASSERT_EQ(LinksInHerViews().size(), 1u);
  EXPECT_EQ(LinksInHerViews()[0].name(), "Ivo");
  EXPECT_EQ(LinksInHerViews()[0].contact_size(), 0);
  EXPECT_FALSE(LinksInHerViews()[0].has_court_order());
}

TEST_F(WithheldContactTest, HidesWhatAnEarlierWordingToldOfIt) {
  builder_.Add(std::string(kFather) + "}");
  Correct(2, std::string(kFather) + "contact_withheld: true }");

  EXPECT_THAT(SeenByMother(), ElementsAre(1));
  ASSERT_EQ(LinksInHerViews().size(), 1u);
  EXPECT_EQ(LinksInHerViews()[0].contact_size(), 0);
}

TEST_F(WithheldContactTest, TellsNothingOfALinkThatIsHeldMoreClosely) {
  builder_.Add("label: LABEL_SAFEGUARDING " + std::string(kFather) + "contact_withheld: true }");
  builder_.Add("audience { roles: ROLE_HEAD } " + std::string(kFather) + "court_order: 'x' }");
  builder_.Add(std::string(kFather) + "contact_withheld: true }");
  Void(4);

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 5));
  EXPECT_THAT(LinksInHerViews(), IsEmpty());
}

TEST_F(VisibilityTest, ShowsARemovalToThoseWhoReadTheRecord) {
  builder_.Add("label: LABEL_LEGAL concern_raised { text: 'x' }");
  builder_.AddErased();
  builder_.AddRemoval(v1::ERASURE_AUTHORITY_WRONG_CHILD, 3);

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 3, 4));
  EXPECT_THAT(Seen(v1::ROLE_TEACHER, Relation::kSameSetting), IsEmpty());
}

TEST_F(VisibilityTest, KeepsThatSomethingWasErasedInSight) {
  builder_.AddErased();

  EXPECT_THAT(SeenByMother(), ElementsAre(1, 2));
  EXPECT_THAT(Seen(v1::ROLE_TEACHER, Relation::kSameSetting), IsEmpty());
}

}  // namespace
}  // namespace cairn
