#include "services/access/guard.h"

#include <string>
#include <type_traits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/errors.h"
#include "tests/support/case_loader.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_guard.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

static_assert(!std::is_default_constructible_v<AuthorisedCall>);
static_assert(!std::is_constructible_v<AuthorisedCall, Caller, Action, Relation>);

const Caller kSenco = CallerOf(v1::ROLE_SENCO, "juniper.halloway");
const Caller kTeacher = CallerOf(v1::ROLE_TEACHER, "basil.thistlewood");
const Caller kStranger = CallerOf(v1::ROLE_PARENT, "stranger");

Guard::Entries EntriesOf(const std::string& text) {
  Guard::Entries entries;
  *entries.Add() = EntryOf(text);
  return entries;
}

Guard::Entries CorrectionOf(const EventPtr& target, const std::string& text) {
  Guard::Entries entries = EntriesOf(text);
  entries.at(0).mutable_corrects()->mutable_target()->set_event_id(target->event_id.ToBytes());
  return entries;
}

Guard::Entries VoidOf(const EventPtr& target) {
  Guard::Entries entries = EntriesOf("entry_voided { reason: 'wrong child' }");
  v1::Link* link = entries.at(0).add_links();
  link->set_relation(v1::RELATION_VOIDS);
  link->mutable_entry()->set_event_id(target->event_id.ToBytes());
  return entries;
}

class GuardTest : public testing::Test {
 protected:
  GuardTest() { builder_.Open(); }

  FakeClock clock_;
  const TestGuard guard_{clock_};
  RecordBuilder builder_;
};

// --- Authenticate ---

TEST_F(GuardTest, LetsInWhoBearsAToken) {
  const std::string header = guard_.issuer.BearerFor(
      {.subject = "juniper.halloway", .name = "Juniper", .role = "senco"}, clock_.NowMicros());

  const auto caller = guard_->Authenticate(header);

  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ((*caller)->subject, "juniper.halloway");
}

TEST_F(GuardTest, ReadsTheNameOfTheSchemeWithoutCase) {
  const std::string token = guard_.issuer.TokenFor(
      {.subject = "juniper.halloway", .name = "Juniper", .role = "senco"}, clock_.NowMicros());

  EXPECT_THAT(guard_->Authenticate("bearer " + token), IsOk());
  EXPECT_THAT(guard_->Authenticate("BEARER " + token), IsOk());
}

TEST_F(GuardTest, AsksForASignInWhenNoTokenIsBorne) {
  EXPECT_THAT(guard_->Authenticate(std::nullopt), HasReason(v1::ERROR_REASON_TOKEN_MISSING));
  EXPECT_THAT(guard_->Authenticate(""), HasReason(v1::ERROR_REASON_TOKEN_MISSING));
  EXPECT_THAT(guard_->Authenticate("Bearer"), HasReason(v1::ERROR_REASON_TOKEN_MISSING));
  EXPECT_THAT(guard_->Authenticate("Bearer "), HasReason(v1::ERROR_REASON_TOKEN_MISSING));
  EXPECT_THAT(guard_->Authenticate("Basic anVuaXBlcjpzZWNyZXQ="),
              HasReason(v1::ERROR_REASON_TOKEN_MISSING));
}

TEST_F(GuardTest, RefusesATokenWithAnythingAroundIt) {
  const std::string token = guard_.issuer.TokenFor(
      {.subject = "juniper.halloway", .name = "Juniper", .role = "senco"}, clock_.NowMicros());

  EXPECT_THAT(guard_->Authenticate("Bearer  " + token), HasReason(v1::ERROR_REASON_TOKEN_INVALID));
  EXPECT_THAT(guard_->Authenticate("Bearer " + token + ", Bearer " + token),
              HasReason(v1::ERROR_REASON_TOKEN_INVALID));
}

// --- Calls that concern no record ---

TEST_F(GuardTest, LetsAnyoneReadTheLogAndNotEveryoneTheStatus) {
  EXPECT_THAT(guard_->Authorise(kStranger, Action::kReadLog), IsOk());
  EXPECT_THAT(guard_->Authorise(kStranger, Action::kReadStatus),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, RemembersWhatItAuthorised) {
  const auto call = guard_->Authorise(kSenco, Action::kReadStatus);

  ASSERT_THAT(call, IsOk());
  EXPECT_EQ(call->caller(), kSenco);
  EXPECT_EQ(call->action(), Action::kReadStatus);
  EXPECT_EQ(call->relation(), Relation::kNone);
}

// --- Records ---

TEST_F(GuardTest, LetsTheSencoReadTheRecordsOfTheSetting) {
  const auto call = guard_->AuthoriseRecord(kSenco, Action::kReadRecord, builder_.Build());

  ASSERT_THAT(call, IsOk());
  EXPECT_EQ(call->relation(), Relation::kSameSetting);
}

TEST_F(GuardTest, RefusesARoleThatMayNeverDoIt) {
  EXPECT_THAT(guard_->AuthoriseRecord(CallerOf(v1::ROLE_OPERATOR, "x"), Action::kReadRecord,
                                      builder_.Build()),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(guard_->AuthoriseRecord(kTeacher, Action::kExport, builder_.Build()),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, RefusesARoleInTheSameWayWhetherOrNotTheRecordExists) {
  EXPECT_EQ(guard_->AuthoriseRecord(kTeacher, Action::kExport, builder_.Build()).status(),
            guard_->AuthoriseRecord(kTeacher, Action::kExport, Record()).status());
}

class EveryRecordAction : public GuardTest, public testing::WithParamInterface<Action> {};

TEST_P(EveryRecordAction, LooksTheSameForAMissingAndAForbiddenRecord) {
  const absl::Status missing = guard_->AuthoriseRecord(kStranger, GetParam(), Record()).status();
  const absl::Status forbidden =
      guard_->AuthoriseRecord(kStranger, GetParam(), builder_.Build()).status();

  EXPECT_THAT(missing, HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
  EXPECT_EQ(missing, forbidden);  // code, sentence and every byte of the detail
  EXPECT_EQ(missing, RecordNotFound());
}

INSTANTIATE_TEST_SUITE_P(Guard, EveryRecordAction,
                         testing::Values(Action::kReadHead, Action::kReadRecord, Action::kExport,
                                         Action::kProve, Action::kResolve));

TEST_F(GuardTest, TakesAccessAwayOnTheDayAfterALinkEnds) {
  builder_.Add(
      "person_linked { name: 'Mother' sign_in_subject: 'mother' relationship: RELATIONSHIP_MOTHER "
      "parental_responsibility: true to { year: 2026 month: 1 day: 5 } }");
  const Caller mother = CallerOf(v1::ROLE_PARENT, "mother");
  EXPECT_THAT(guard_->AuthoriseRecord(mother, Action::kReadRecord, builder_.Build()), IsOk());

  clock_.Advance(int64_t{24} * 3600 * 1'000'000);

  EXPECT_THAT(guard_->AuthoriseRecord(mother, Action::kReadRecord, builder_.Build()),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

// --- Appending ---

TEST_F(GuardTest, LetsATeacherRecordWhatHappenedToAnyChildAndNotReadOn) {
  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, builder_.Build(),
                                      EntriesOf("observation_recorded { text: 'x' }")),
              IsOk());
  EXPECT_THAT(guard_->AuthoriseRecord(kTeacher, Action::kReadRecord, builder_.Build()),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

TEST_F(GuardTest, LooksTheSameWhenAppendingToAForbiddenRecord) {
  EXPECT_EQ(
      guard_
          ->AuthoriseAppend(kStranger, builder_.Build(), EntriesOf("concern_raised { text: 'x' }"))
          .status(),
      RecordNotFound());
}

TEST_F(GuardTest, RefusesKindsAndLabelsThatAreNotTheRolesToWrite) {
  const Record record = builder_.Build();

  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, record, EntriesOf("person_linked { name: 'me' }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, record, EntriesOf("entry_voided {}")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, record,
                                      EntriesOf("label: LABEL_LEGAL concern_raised { text: 'x' }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(
      guard_->AuthoriseAppend(kSenco, record, EntriesOf("record_exported { to_version: 1 }")),
      HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(guard_->AuthoriseAppend(kSenco, record, EntriesOf("")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, NamesTheEntryThatItRefuses) {
  Guard::Entries entries = EntriesOf("observation_recorded { text: 'x' }");
  *entries.Add() = EntryOf("person_linked { name: 'me' }");

  const auto call = guard_->AuthoriseAppend(kTeacher, builder_.Build(), entries);

  ASSERT_TRUE(DetailOf(call.status()).has_value());
  EXPECT_EQ(DetailOf(call.status())->metadata().at("entry"), "1");
}

TEST_F(GuardTest, LetsSencoHeadAndOfficeOpenARecordAndNobodyElse) {
  const Guard::Entries opening = EntriesOf("record_opened { subject: SUBJECT_KIND_CHILD }");

  EXPECT_THAT(guard_->AuthoriseAppend(kSenco, Record(), opening), IsOk());
  EXPECT_THAT(guard_->AuthoriseAppend(CallerOf(v1::ROLE_OFFICE, "x"), Record(), opening), IsOk());
  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, Record(), opening),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
  EXPECT_THAT(guard_->AuthoriseAppend(kStranger, Record(), opening),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, RefusesToOpenARecordOutsideEverySetting) {
  Caller senco = kSenco;
  senco.setting = std::nullopt;

  EXPECT_THAT(guard_->AuthoriseAppend(senco, Record(),
                                      EntriesOf("record_opened { subject: SUBJECT_KIND_CHILD }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

// --- Correcting ---

TEST_F(GuardTest, LetsATeacherCorrectTheirOwnEntry) {
  builder_.Add("observation_recorded { text: 'x' }", kTeacher);

  EXPECT_THAT(guard_->AuthoriseAppend(
                  kTeacher, builder_.Build(),
                  CorrectionOf(builder_.events().back(), "observation_recorded { text: 'y' }")),
              IsOk());
}

TEST_F(GuardTest, RefusesToLetATeacherCorrectAnothersEntry) {
  builder_.Add("plan_issued { plan_id: 'p' }", kTeacher);  // so that they may read the record
  builder_.Add("observation_recorded { text: 'x' }", CallerOf(v1::ROLE_TEACHER, "another"));

  EXPECT_THAT(guard_->AuthoriseAppend(
                  kTeacher, builder_.Build(),
                  CorrectionOf(builder_.events().back(), "observation_recorded { text: 'y' }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, RefusesToLetATeacherUndoWhatTheSencoCorrected) {
  builder_.Add("observation_recorded { text: 'x' }", kTeacher);
  const EventPtr original = builder_.events().back();
  builder_.Add(CorrectionOf(original, "observation_recorded { text: 'y' }").at(0), kSenco);
  builder_.Add("plan_issued { plan_id: 'p' }", kTeacher);

  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, builder_.Build(),
                                      CorrectionOf(original, "observation_recorded { text: 'x' }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, DoesNotTellWhoMayNotReadItThatAnEntryIsThere) {
  builder_.Add("observation_recorded { text: 'x' }");

  EXPECT_EQ(guard_
                ->AuthoriseAppend(
                    kTeacher, builder_.Build(),
                    CorrectionOf(builder_.events().back(), "observation_recorded { text: 'y' }"))
                .status(),
            EventNotFound());
}

TEST_F(GuardTest, LetsDpoCorrectAnyEntryThatTheySee) {
  builder_.Add("incident_recorded { incident: INCIDENT_KIND_SUSPENSION }", kTeacher);

  EXPECT_THAT(guard_->AuthoriseAppend(
                  CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "dpo"), builder_.Build(),
                  CorrectionOf(builder_.events().back(), "incident_recorded { sessions: 3 }")),
              IsOk());
}

TEST_F(GuardTest, KeepsSafeguardingEntriesFromTheSencosCorrectionsAndVoids) {
  builder_.Add("label: LABEL_SAFEGUARDING concern_raised { text: 'x' }",
               CallerOf(v1::ROLE_SAFEGUARDING_LEAD, "dsl"));
  const EventPtr hidden = builder_.events().back();

  EXPECT_EQ(guard_
                ->AuthoriseAppend(kSenco, builder_.Build(),
                                  CorrectionOf(hidden, "concern_raised { text: 'y' }"))
                .status(),
            EventNotFound());
  EXPECT_EQ(guard_->AuthoriseAppend(kSenco, builder_.Build(), VoidOf(hidden)).status(),
            EventNotFound());
  EXPECT_THAT(
      guard_->AuthoriseAppend(CallerOf(v1::ROLE_HEAD, "head"), builder_.Build(), VoidOf(hidden)),
      IsOk());
}

TEST_F(GuardTest, LetsNobodyWriteAnExportByWayOfACorrection) {
  builder_.Add("record_exported { to_version: 1 }");

  EXPECT_THAT(guard_->AuthoriseAppend(
                  kSenco, builder_.Build(),
                  CorrectionOf(builder_.events().back(), "record_exported { to_version: 2 }")),
              HasReason(v1::ERROR_REASON_ROLE_NOT_ALLOWED));
}

TEST_F(GuardTest, LeavesTargetsThatAreNotThereToTheRules) {
  Guard::Entries entries = EntriesOf("observation_recorded { text: 'y' }");
  entries.at(0).mutable_corrects()->mutable_target()->set_source_id("nowhere");

  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, builder_.Build(), entries), IsOk());
}

// --- Guests ---

// The SENCO of another school, let in for a time.
class GuestTest : public GuardTest {
 protected:
  GuestTest() {
    guest_.setting = Fenmarch();
    builder_.Add(
        "access_granted { sign_in_subject: 'guest' reason: 'moves in January' "
        "to { year: 2026 month: 12 day: 31 } }");
  }
  v1::ErrorReason Refused(const Guard::Entries& entries) {
    return ReasonOf(guard_->AuthoriseAppend(guest_, builder_.Build(), entries).status());
  }

  Caller guest_ = CallerOf(v1::ROLE_SENCO, "guest");
};

TEST_F(GuestTest, WritesAboutTheWorkWithTheChild) {
  const Guard::Entries note = EntriesOf("observation_recorded { text: 'x' }");

  EXPECT_THAT(guard_->AuthoriseAppend(guest_, builder_.Build(), note), IsOk());
}

TEST_F(GuestTest, LetsNobodyInOrOut) {
  for (const char* entry :
       {"access_granted { sign_in_subject: 'guest' reason: 'x' }",
        "access_revoked { sign_in_subject: 'juniper.halloway' }",
        "person_linked { name: 'x' sign_in_subject: 'x' relationship: RELATIONSHIP_KEYWORKER }",
        "person_unlinked { name: 'x' relationship: RELATIONSHIP_MOTHER }"}) {
    EXPECT_EQ(Refused(EntriesOf(entry)), v1::ERROR_REASON_ROLE_NOT_ALLOWED) << entry;
    EXPECT_THAT(guard_->AuthoriseAppend(kSenco, builder_.Build(), EntriesOf(entry)), IsOk());
  }
}

TEST_F(GuestTest, DecidesNothingAboutTheRecord) {
  const EventPtr grant = builder_.events().back();

  EXPECT_EQ(Refused(VoidOf(grant)), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  for (const char* entry : {"hold_placed {}", "hold_released {}", "disposal_decided {}",
                            "record_joined {}", "record_handed_over {}"}) {
    EXPECT_EQ(Refused(EntriesOf(entry)), v1::ERROR_REASON_ROLE_NOT_ALLOWED) << entry;
  }
}

TEST_F(GuestTest, DoesNotCorrectTheirOwnGrantInWhateverKind) {
  const EventPtr grant = builder_.events().back();

  EXPECT_EQ(Refused(CorrectionOf(grant, "access_granted { sign_in_subject: 'guest' }")),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(Refused(CorrectionOf(grant, "concern_raised { text: 'x' }")),
            v1::ERROR_REASON_ROLE_NOT_ALLOWED);
}

TEST_F(GuardTest, LetsTheOfficeLinkAParentWhoseContactIsWithheld) {
  EXPECT_THAT(
      guard_->AuthoriseAppend(CallerOf(v1::ROLE_OFFICE, "office"), builder_.Build(),
                              EntriesOf("person_linked { name: 'x' contact_withheld: true }")),
      IsOk());
}

// --- The cases ---

Caller TypistOf(const CaseLine& line) {
  Caller caller = CallerOf(line.typed_by.role(), line.typed_by.subject());
  caller.setting = line.setting;
  return caller;
}

// What each line of a case is refused, of those who typed it.
std::vector<std::string> RefusedIn(const Guard& guard, std::string_view name) {
  RecordBuilder builder;
  std::vector<std::string> refused;
  for (const CaseLine& line : ReadCase(name)) {
    const Guard::Entries entries(line.entries.begin(), line.entries.end());
    const auto call = guard.AuthoriseAppend(TypistOf(line), builder.Build(), entries);
    if (!call.ok()) {
      refused.push_back(line.entries.front().source().id() + ": " + call.status().ToString());
    }
    for (const v1::Entry& entry : line.entries) builder.Add(entry, TypistOf(line));
  }
  return refused;
}

TEST_F(GuardTest, LetsEveryoneInTheCasesRecordWhatTheyRecorded) {
  EXPECT_THAT(RefusedIn(*guard_, "case-a"), testing::IsEmpty());
  EXPECT_THAT(RefusedIn(*guard_, "case-b"), testing::IsEmpty());
  EXPECT_THAT(RefusedIn(*guard_, "hollowtree"), testing::IsEmpty());
}

TEST_F(GuardTest, OpensTheRecordOfASettingToItsStaffAndLetsThemKeepItByTheirRole) {
  RecordBuilder builder;
  builder.Add("record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree' }",
              CallerOf(v1::ROLE_OFFICE, "ottoline.penn"));
  const Record setting = builder.Build();
  const Guard::Entries entries = EntriesOf("term_dates_set { school_year: '2025/26' }");
  const Caller office = CallerOf(v1::ROLE_OFFICE, "ottoline.penn");
  const Caller parent = CallerOf(v1::ROLE_PARENT, "delphine.larkwhistle");

  EXPECT_THAT(guard_->AuthoriseRecord(kTeacher, Action::kReadRecord, setting), IsOk());
  EXPECT_THAT(guard_->AuthoriseAppend(kTeacher, setting, entries),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(guard_->AuthoriseAppend(office, setting, entries), IsOk());
  EXPECT_THAT(guard_->AuthoriseRecord(parent, Action::kReadRecord, setting),
              HasReason(v1::ERROR_REASON_RECORD_NOT_FOUND));
}

// --- Erased records ---

class ErasedRecordTest : public GuardTest {
 protected:
  ErasedRecordTest() { builder_.AddRemoval(v1::ERASURE_AUTHORITY_RETENTION_ENDED); }

  const Caller officer_ = CallerOf(v1::ROLE_DATA_PROTECTION_OFFICER, "minerva.ledgerwood");
};

TEST_F(ErasedRecordTest, IsToldToTheDataProtectionOfficerAlone) {
  const Record record = builder_.Build();

  EXPECT_EQ(ReasonOf(guard_->AuthoriseRecord(officer_, Action::kReadRecord, record).status()),
            v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(ReasonOf(guard_->AuthoriseRecord(kSenco, Action::kReadRecord, record).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(ErasedRecordTest, TakesNoEntryAndSaysWhyToTheOfficer) {
  const Record record = builder_.Build();
  const Guard::Entries entries = EntriesOf("concern_raised { text: 'x' }");

  EXPECT_EQ(ReasonOf(guard_->AuthoriseAppend(officer_, record, entries).status()),
            v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(ReasonOf(guard_->AuthoriseAppend(kSenco, record, entries).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(ErasedRecordTest, LeavesItsTrailToTheOfficerAlone) {
  const Record record = builder_.Build();

  EXPECT_THAT(guard_->AuthoriseTrail(officer_, record), IsOk());
  EXPECT_EQ(ReasonOf(guard_->AuthoriseTrail(kSenco, record).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

}  // namespace
}  // namespace cairn
