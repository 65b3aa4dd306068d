#include "services/access/relations.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

const CivilDate kToday = CivilDate::Of(2026, 1, 5).value();

std::string LinkOf(std::string_view subject, std::string_view relationship,
                   std::string_view more = "") {
  return absl::StrFormat(
      "person_linked { name: 'Somebody' sign_in_subject: '%s' relationship: RELATIONSHIP_%s %s }",
      subject, relationship, more);
}

constexpr char kResponsible[] = "parental_responsibility: true";
constexpr char kUntilYesterday[] = "to { year: 2026 month: 1 day: 4 }";
constexpr char kUntilToday[] = "to { year: 2026 month: 1 day: 5 }";
constexpr char kFromTomorrow[] = "from { year: 2026 month: 1 day: 6 }";
constexpr char kFromToday[] = "from { year: 2026 month: 1 day: 5 }";

class RelationsTest : public testing::Test {
 protected:
  RelationsTest() { builder_.Open(); }

  Relation Of(v1::Role role, std::string_view subject = "them") const {
    return RelationTo(CallerOf(role, subject), builder_.Build(), kToday);
  }

  RecordBuilder builder_;
};

TEST_F(RelationsTest, AreOfTheSettingThatOpenedTheRecord) {
  EXPECT_EQ(Of(v1::ROLE_SENCO), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_HEAD), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_SAFEGUARDING_LEAD), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_TEACHING_ASSISTANT), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_PASTORAL), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_OFFICE), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_DATA_PROTECTION_OFFICER), Relation::kSameSetting);
  EXPECT_EQ(Of(v1::ROLE_INTEGRATION), Relation::kSameSetting);
}

TEST_F(RelationsTest, AreNoneForStaffOfAnotherSetting) {
  Caller senco = CallerOf(v1::ROLE_SENCO, "them");
  senco.setting = Fenmarch();
  Caller nowhere = CallerOf(v1::ROLE_SENCO, "them");
  nowhere.setting = std::nullopt;

  EXPECT_EQ(RelationTo(senco, builder_.Build(), kToday), Relation::kNone);
  EXPECT_EQ(RelationTo(nowhere, builder_.Build(), kToday), Relation::kNone);
}

TEST_F(RelationsTest, AreNoneForThoseWhoSeeNoChild) {
  Caller auditor = CallerOf(v1::ROLE_AUDITOR, "them");
  auditor.setting = Hollowtree();
  Caller vendor = CallerOf(v1::ROLE_OPERATOR, "them");
  vendor.setting = Hollowtree();

  EXPECT_EQ(RelationTo(auditor, builder_.Build(), kToday), Relation::kNone);
  EXPECT_EQ(RelationTo(vendor, builder_.Build(), kToday), Relation::kNone);
}

TEST_F(RelationsTest, AreNotGivenByTheSettingOfALaterEntry) {
  Caller elsewhere = CallerOf(v1::ROLE_SENCO, "them");
  elsewhere.setting = Fenmarch();
  builder_.Add("concern_raised { text: 'x' }", elsewhere);

  EXPECT_EQ(RelationTo(elsewhere, builder_.Build(), kToday), Relation::kNone);
}

TEST_F(RelationsTest, MakeAParentOfWhoHoldsResponsibility) {
  builder_.Add(LinkOf("them", "MOTHER", kResponsible));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kParent);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "another"), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_PARENT, ""), Relation::kNone);
}

TEST_F(RelationsTest, MakeNoParentOfWhoDoesNotHoldResponsibility) {
  builder_.Add(LinkOf("them", "FATHER"));
  builder_.Add(LinkOf("other", "CLASS_TEACHER", kResponsible));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "other"), Relation::kNone);
}

TEST_F(RelationsTest, DoNotMixUpRolesAndRelationships) {
  builder_.Add(LinkOf("them", "MOTHER", kResponsible));

  EXPECT_EQ(Of(v1::ROLE_LA_CASEWORKER), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_YOUNG_PERSON), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, LastFromTheFirstToTheLastDayOfALink) {
  builder_.Add(LinkOf("a", "MOTHER", absl::StrFormat("%s %s", kResponsible, kUntilYesterday)));
  builder_.Add(LinkOf("b", "MOTHER", absl::StrFormat("%s %s", kResponsible, kUntilToday)));
  builder_.Add(LinkOf("c", "MOTHER", absl::StrFormat("%s %s", kResponsible, kFromToday)));
  builder_.Add(LinkOf("d", "MOTHER", absl::StrFormat("%s %s", kResponsible, kFromTomorrow)));

  EXPECT_EQ(Of(v1::ROLE_PARENT, "a"), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "b"), Relation::kParent);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "c"), Relation::kParent);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "d"), Relation::kNone);
}

TEST_F(RelationsTest, EndWithALaterLinkThatHasAnEnd) {
  builder_.Add(LinkOf("them", "MOTHER", kResponsible));
  builder_.Add(LinkOf("them", "MOTHER", absl::StrFormat("%s %s", kResponsible, kUntilYesterday)));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
}

TEST_F(RelationsTest, EndWithALaterLinkThatOccurredEarlier) {
  builder_.Add(LinkOf("them", "MOTHER", kResponsible));
  builder_.Add("occurred { from { year: 2025 month: 9 day: 1 } precision: PRECISION_DAY } " +
               LinkOf("them", "MOTHER", absl::StrFormat("%s %s", kResponsible, kUntilYesterday)));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
}

TEST_F(RelationsTest, AreNotGivenByAVoidLink) {
  builder_.Add(LinkOf("them", "MOTHER", absl::StrFormat("%s", kResponsible)));
  v1::Entry voided = EntryOf("entry_voided { reason: 'wrong child' }");
  v1::Link* link = voided.add_links();
  link->set_relation(v1::RELATION_VOIDS);
  link->mutable_entry()->set_event_id(builder_.events().back()->event_id.ToBytes());
  builder_.Add(voided, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
}

TEST_F(RelationsTest, FollowACorrectionOfALink) {
  builder_.Add(LinkOf("them", "MOTHER", kResponsible));
  v1::Entry corrected = EntryOf(LinkOf("somebody.else", "MOTHER", kResponsible));
  corrected.mutable_corrects()->mutable_target()->set_event_id(
      builder_.events().back()->event_id.ToBytes());
  builder_.Add(corrected, CallerOf(v1::ROLE_SENCO, "juniper.halloway"));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_PARENT, "somebody.else"), Relation::kParent);
}

TEST_F(RelationsTest, AssignLinkedStaff) {
  builder_.Add(LinkOf("a", "CLASS_TEACHER"));
  builder_.Add(LinkOf("b", "SUPPORT_STAFF"));
  builder_.Add(LinkOf("c", "KEYWORKER"));

  EXPECT_EQ(Of(v1::ROLE_TEACHER, "a"), Relation::kAssigned);
  EXPECT_EQ(Of(v1::ROLE_TEACHING_ASSISTANT, "b"), Relation::kAssigned);
  EXPECT_EQ(Of(v1::ROLE_PASTORAL, "c"), Relation::kAssigned);
}

TEST_F(RelationsTest, AssignLinkedStaffOfAnotherSettingAndNoMore) {
  builder_.Add(LinkOf("them", "SUPPORT_STAFF"));
  Caller teacher = CallerOf(v1::ROLE_TEACHER, "them");
  teacher.setting = Fenmarch();
  Caller senco = CallerOf(v1::ROLE_SENCO, "them");
  senco.setting = Fenmarch();
  Caller officer = CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "them");
  officer.setting = Fenmarch();

  EXPECT_EQ(RelationTo(teacher, builder_.Build(), kToday), Relation::kAssigned);
  EXPECT_EQ(RelationTo(senco, builder_.Build(), kToday), Relation::kAssigned);
  EXPECT_EQ(RelationTo(officer, builder_.Build(), kToday), Relation::kNone);
}

TEST_F(RelationsTest, AssignWhoTypedWorkWithTheChild) {
  builder_.Add("delivery_logged { provision_id: 'i1' delivered_sessions: 1 }",
               CallerOf(v1::ROLE_TEACHING_ASSISTANT, "conrad"));

  EXPECT_EQ(Of(v1::ROLE_TEACHING_ASSISTANT, "conrad"), Relation::kAssigned);
  EXPECT_EQ(Of(v1::ROLE_TEACHING_ASSISTANT, "another"), Relation::kSameSetting);
}

TEST_F(RelationsTest, DoNotAssignWhoOnlyWroteANote) {
  const Caller teacher = CallerOf(v1::ROLE_TEACHER, "curious");
  builder_.Add("observation_recorded { text: 'x' }", teacher);
  builder_.Add("concern_raised { text: 'x' }", teacher);
  builder_.Add("incident_recorded { incident: INCIDENT_KIND_SECLUSION }", teacher);

  EXPECT_EQ(Of(v1::ROLE_TEACHER, "curious"), Relation::kSameSetting);
}

TEST_F(RelationsTest, DoNotAssignANamesakeOfAnotherIssuer) {
  builder_.Add("plan_issued { plan_id: 'p1' }", CallerOf(v1::ROLE_TEACHER, "them"));
  Caller namesake = CallerOf(v1::ROLE_TEACHER, "them");
  namesake.issuer = "https://elsewhere";

  EXPECT_EQ(RelationTo(namesake, builder_.Build(), kToday), Relation::kSameSetting);
}

TEST_F(RelationsTest, EndWhatWorkGaveWithALinkThatHasAnEnd) {
  builder_.Add("plan_issued { plan_id: 'p1' }", CallerOf(v1::ROLE_TEACHER, "them"));
  ASSERT_EQ(Of(v1::ROLE_TEACHER), Relation::kAssigned);

  builder_.Add(LinkOf("them", "CLASS_TEACHER", kUntilYesterday));

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, OpenACaseForWhoIsLinkedAsItsCaseworkerOrProfessional) {
  builder_.Add(LinkOf("la", "LA_CASEWORKER"));
  builder_.Add(LinkOf("ep", "PROFESSIONAL"));

  EXPECT_EQ(Of(v1::ROLE_LA_CASEWORKER, "la"), Relation::kCase);
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL, "ep"), Relation::kCase);
  EXPECT_EQ(Of(v1::ROLE_LA_CASEWORKER, "ep"), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL, "la"), Relation::kNone);
}

TEST_F(RelationsTest, KnowTheYoungPersonWhomTheSencoNamed) {
  builder_.Add(
      "person { name: 'Pip' capacity: CAPACITY_YOUNG_PERSON sign_in_subject: 'pip' } "
      "voice_captured { text: 'x' }");

  EXPECT_EQ(Of(v1::ROLE_YOUNG_PERSON, "pip"), Relation::kSelf);
  EXPECT_EQ(Of(v1::ROLE_YOUNG_PERSON, "another"), Relation::kNone);
}

TEST_F(RelationsTest, DoNotTakeATeachersWordForWhoTheYoungPersonIs) {
  builder_.Add(
      "person { name: 'Pip' capacity: CAPACITY_CHILD sign_in_subject: 'pip' } "
      "voice_captured { text: 'x' }",
      CallerOf(v1::ROLE_TEACHER, "them"));

  EXPECT_EQ(Of(v1::ROLE_YOUNG_PERSON, "pip"), Relation::kNone);
}

TEST_F(RelationsTest, AreNoneInARecordThatDoesNotExist) {
  EXPECT_EQ(RelationTo(CallerOf(v1::ROLE_SENCO, "them"), RecordBuilder().Build(), kToday),
            Relation::kNone);
}

TEST_F(RelationsTest, AreNotAnsweredFromThePast) {
  Record record = builder_.Build();
  record.as_of.day = kToday;

  EXPECT_DEATH(RelationTo(CallerOf(v1::ROLE_SENCO, "them"), record, kToday), "as_of");
}

// --- Links that end, access that is granted ---

std::string Unlinked(std::string_view more) {
  return absl::StrFormat(
      "person_unlinked { name: 'Somebody' relationship: RELATIONSHIP_CLASS_TEACHER %s }", more);
}

TEST_F(RelationsTest, EndWithTheLastDayOfALink) {
  builder_.Add(LinkOf("them", "CLASS_TEACHER"));
  builder_.Add(Unlinked("sign_in_subject: 'them' last_day { year: 2026 month: 1 day: 5 }"));
  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kAssigned);

  builder_.Add(Unlinked("sign_in_subject: 'them' last_day { year: 2026 month: 1 day: 4 }"));

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, EndByNameWhenNoSignInIsNamed) {
  builder_.Add(LinkOf("them", "CLASS_TEACHER"));
  builder_.Add(Unlinked("last_day { year: 2026 month: 1 day: 4 }"));

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, BeginAgainWithALaterLink) {
  builder_.Add(LinkOf("them", "CLASS_TEACHER"));
  builder_.Add(Unlinked("last_day { year: 2026 month: 1 day: 4 }"));
  builder_.Add(LinkOf("them", "CLASS_TEACHER"));

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kAssigned);
}

constexpr char kGrant[] = "access_granted { sign_in_subject: 'them' reason: 'covers' }";

TEST_F(RelationsTest, AreGivenByAccessThatWasGranted) {
  builder_.Add(kGrant);
  Caller elsewhere = CallerOf(v1::ROLE_SENCO, "them");
  elsewhere.setting = Fenmarch();

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kAssigned);
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kCase);
  EXPECT_EQ(RelationTo(elsewhere, builder_.Build(), kToday), Relation::kAssigned);
  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
  EXPECT_EQ(Of(v1::ROLE_TEACHER, "another"), Relation::kSameSetting);
}

TEST_F(RelationsTest, AreTakenAtOnceByAccessThatWasRevoked) {
  builder_.Add(kGrant).Add("access_revoked { sign_in_subject: 'them' }");
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kNone);

  builder_.Add(kGrant);

  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kCase);
}

TEST_F(RelationsTest, LastAsLongAsTheGrant) {
  builder_.Add("access_granted { sign_in_subject: 'them' reason: 'covers' " +
               std::string(kUntilYesterday) + " }");
  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kNone);

  builder_.Add("access_granted { sign_in_subject: 'them' reason: 'covers' " +
               std::string(kUntilToday) + " }");

  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kCase);
}

v1::Entry EntryCorrecting(const EventPtr& target, const std::string& text) {
  v1::Entry entry = EntryOf(text);
  entry.mutable_corrects()->mutable_target()->set_event_id(target->event_id.ToBytes());
  return entry;
}

TEST_F(RelationsTest, AreNotGivenBackByACorrectionOfALinkThatHasEnded) {
  builder_.Add(LinkOf("them", "FATHER", kResponsible));
  const EventPtr link = builder_.events().back();
  builder_.Add(
      "person_unlinked { name: 'Somebody' sign_in_subject: 'them' relationship: "
      "RELATIONSHIP_FATHER last_day { year: 2026 month: 1 day: 4 } }");
  builder_.Add(EntryCorrecting(link, LinkOf("them", "FATHER", kResponsible)),
               CallerOf(v1::ROLE_OFFICE, "office"));
  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);

  builder_.Add(LinkOf("them", "FATHER", kResponsible));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kParent);
}

TEST_F(RelationsTest, AreNotGivenBackByACorrectionOfALinkThatALaterOneEnded) {
  builder_.Add(LinkOf("them", "FATHER", kResponsible));
  const EventPtr link = builder_.events().back();
  builder_.Add(LinkOf("them", "FATHER", absl::StrFormat("%s %s", kResponsible, kUntilYesterday)));
  builder_.Add(EntryCorrecting(link, LinkOf("them", "FATHER", kResponsible)),
               CallerOf(v1::ROLE_OFFICE, "office"));

  EXPECT_EQ(Of(v1::ROLE_PARENT), Relation::kNone);
}

TEST_F(RelationsTest, AreNotGivenBackByACorrectionOfAGrantThatWasRevoked) {
  builder_.Add(kGrant);
  const EventPtr grant = builder_.events().back();
  builder_.Add("access_revoked { sign_in_subject: 'them' }");
  builder_.Add(EntryCorrecting(grant, kGrant), CallerOf(v1::ROLE_SENCO, "juniper.halloway"));

  EXPECT_EQ(Of(v1::ROLE_EXTERNAL_PROFESSIONAL), Relation::kNone);
}

TEST_F(RelationsTest, DoNotOutliveAGrantForWhatWasWrittenMeanwhile) {
  builder_.Add(kGrant);
  builder_.Add("delivery_logged { provision_id: 'i1' delivered_sessions: 1 }",
               CallerOf(v1::ROLE_TEACHER, "them"));
  ASSERT_EQ(Of(v1::ROLE_TEACHER), Relation::kAssigned);

  builder_.Add("access_revoked { sign_in_subject: 'them' }");

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, DoNotOutliveTheLastDayOfAGrantForWhatWasWrittenMeanwhile) {
  builder_.Add(absl::StrFormat("access_granted { sign_in_subject: 'them' reason: 'covers' %s }",
                               kUntilYesterday));
  builder_.Add("delivery_logged { provision_id: 'i1' delivered_sessions: 1 }",
               CallerOf(v1::ROLE_TEACHER, "them"));

  EXPECT_EQ(Of(v1::ROLE_TEACHER), Relation::kSameSetting);
}

TEST_F(RelationsTest, DoNotTakeAGuestsWordForWhoTheYoungPersonIs) {
  Caller guest = CallerOf(v1::ROLE_SENCO, "guest");
  guest.setting = Fenmarch();
  builder_.Add(
      "person { name: 'Pip' capacity: CAPACITY_CHILD sign_in_subject: 'pip' } "
      "voice_captured { text: 'x' }",
      guest);

  EXPECT_EQ(Of(v1::ROLE_YOUNG_PERSON, "pip"), Relation::kNone);
}

// --- The record of a setting ---

class SettingRelationsTest : public testing::Test {
 protected:
  SettingRelationsTest() {
    builder_.Add("record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }",
                 CallerOf(v1::ROLE_OFFICE, "ottoline.penn"));
  }

  Relation Of(const Caller& caller) const { return RelationTo(caller, builder_.Build(), kToday); }

  RecordBuilder builder_;
};

TEST_F(SettingRelationsTest, AreThoseOfEverybodyWhoWorksThere) {
  EXPECT_EQ(Of(CallerOf(v1::ROLE_TEACHER, "them")), Relation::kWorksThere);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_TEACHING_ASSISTANT, "them")), Relation::kWorksThere);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_PASTORAL, "them")), Relation::kWorksThere);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_OFFICE, "them")), Relation::kWorksThere);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_SENCO, "them")), Relation::kSameSetting);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_INTEGRATION, "them")), Relation::kSameSetting);
}

TEST_F(SettingRelationsTest, AreNoneForOtherSchoolsAndForFamilies) {
  Caller elsewhere = CallerOf(v1::ROLE_TEACHER, "them");
  elsewhere.setting = Fenmarch();

  EXPECT_EQ(Of(elsewhere), Relation::kNone);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_PARENT, "them")), Relation::kNone);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_YOUNG_PERSON, "them")), Relation::kNone);
  EXPECT_EQ(Of(CallerOf(v1::ROLE_LA_CASEWORKER, "them")), Relation::kNone);
}

}  // namespace
}  // namespace cairn
