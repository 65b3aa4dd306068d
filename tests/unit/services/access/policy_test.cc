#include "services/access/policy.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "cairn/v1/admin_service.pb.h"
#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/evidence_service.pb.h"
#include "cairn/v1/feed_service.pb.h"
#include "cairn/v1/record_service.pb.h"
#include "cairn/v1/timeline_service.pb.h"

#include "tests/support/status_matchers.h"
#include "tests/unit/services/record_builder.h"

namespace cairn {
namespace {

using testing::HasSubstr;
using testing::Optional;

// The policy once more, written by hand from the tables of trust and domain research and not from
// the code: for each role and relation, what may be done on each shelf. A append, H head, R read,
// X export, P prove, W resolve ("which record"), E erase, F follow (the feed), L list who has read
// it. What is not here is refused.
struct Expected {
  v1::Role role;
  Relation relation;
  const char* ordinary;
  const char* confidential;
  const char* third_party;
  const char* safeguarding;
  const char* legal;
  const char* dispute;
  const char* early_help;
};

constexpr char kAll[] = "AHRXPWF";
constexpr char kOfficers[] = "AHRXPWFE";
constexpr char kLeads[] = "AHRXPWFL";
constexpr char kNo[] = "";

const Expected kExpected[] = {
    {v1::ROLE_SENCO, Relation::kSameSetting, kLeads, kAll, kAll, kNo, kAll, kAll, kAll},
    {v1::ROLE_SENCO, Relation::kAssigned, "AHRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_HEAD, Relation::kSameSetting, kLeads, kAll, kAll, kAll, kAll, kAll, kAll},
    {v1::ROLE_HEAD, Relation::kAssigned, "AHRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_SAFEGUARDING_LEAD, Relation::kSameSetting, kAll, kNo, kAll, kAll, kNo, kNo, kAll},
    {v1::ROLE_DATA_PROTECTION_OFFICER, Relation::kSameSetting, "AHRXPWFEL", kOfficers, kOfficers,
     "E", kOfficers, kOfficers, kOfficers},
    {v1::ROLE_TEACHER, Relation::kSameSetting, "AW", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_TEACHER, Relation::kAssigned, "AHRPWF", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_TEACHING_ASSISTANT, Relation::kSameSetting, "AW", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_TEACHING_ASSISTANT, Relation::kAssigned, "AHRPWF", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_PASTORAL, Relation::kSameSetting, "AW", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_PASTORAL, Relation::kAssigned, "AHRPWF", "AW", "AW", kNo, kNo, kNo, kNo},
    {v1::ROLE_OFFICE, Relation::kSameSetting, "AHW", kNo, "A", kNo, kNo, kNo, kNo},
    {v1::ROLE_OFFICE, Relation::kWorksThere, "AHRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_TEACHER, Relation::kWorksThere, "HRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_TEACHING_ASSISTANT, Relation::kWorksThere, "HRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_PASTORAL, Relation::kWorksThere, "HRPWF", kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_PARENT, Relation::kParent, kAll, kNo, kNo, kNo, kNo, kAll, kAll},
    {v1::ROLE_YOUNG_PERSON, Relation::kSelf, kAll, kNo, kNo, kNo, kNo, kAll, kAll},
    {v1::ROLE_LA_CASEWORKER, Relation::kCase, kAll, kNo, kNo, kNo, kNo, kNo, kNo},
    {v1::ROLE_EXTERNAL_PROFESSIONAL, Relation::kCase, "AHRW", kNo, kNo, kNo, kNo, kNo, "A"},
    {v1::ROLE_INTEGRATION, Relation::kSameSetting, "AWF", "AW", "AW", kNo, "AW", "AW", "AW"},
};

constexpr Relation kRelations[] = {
    Relation::kNone, Relation::kSameSetting, Relation::kAssigned,  Relation::kParent,
    Relation::kSelf, Relation::kCase,        Relation::kWorksThere};
constexpr Shelf kShelves[] = {Shelf::kOrdinary,     Shelf::kConfidential, Shelf::kThirdParty,
                              Shelf::kSafeguarding, Shelf::kLegal,        Shelf::kDispute,
                              Shelf::kEarlyHelp};
const std::map<char, Action> kRecordActions = {
    {'A', Action::kAppend}, {'H', Action::kReadHead}, {'R', Action::kReadRecord},
    {'X', Action::kExport}, {'P', Action::kProve},    {'W', Action::kResolve},
    {'E', Action::kErase},  {'F', Action::kFollow},   {'L', Action::kReadReads}};

using Decision = std::tuple<int, Relation, Shelf, Action>;

void Include(std::set<Decision>& allowed, const Expected& row, Shelf shelf, const char* letters) {
  for (const char* letter = letters; *letter != '\0'; ++letter) {
    allowed.emplace(row.role, row.relation, shelf, kRecordActions.at(*letter));
  }
}

std::set<Decision> ExpectedDecisions() {
  std::set<Decision> allowed;
  for (const Expected& row : kExpected) {
    Include(allowed, row, Shelf::kOrdinary, row.ordinary);
    Include(allowed, row, Shelf::kConfidential, row.confidential);
    Include(allowed, row, Shelf::kThirdParty, row.third_party);
    Include(allowed, row, Shelf::kSafeguarding, row.safeguarding);
    Include(allowed, row, Shelf::kLegal, row.legal);
    Include(allowed, row, Shelf::kDispute, row.dispute);
    Include(allowed, row, Shelf::kEarlyHelp, row.early_help);
  }
  return allowed;
}

TEST(Policy, AllowsWhatTheTablesAllowAndNothingElse) {
  const std::set<Decision> expected = ExpectedDecisions();
  size_t asked = 0;

  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    for (const Relation relation : kRelations) {
      for (const Shelf shelf : kShelves) {
        for (const auto& [letter, action] : kRecordActions) {
          EXPECT_EQ(IsAllowed(static_cast<v1::Role>(role), relation, shelf, action),
                    expected.contains({role, relation, shelf, action}))
              << v1::Role_Name(role) << " relation " << static_cast<int>(relation) << " shelf "
              << static_cast<int>(shelf) << " action " << letter;
          ++asked;
        }
      }
    }
  }

  EXPECT_EQ(asked, 16u * 7 * 7 * 9);
}

TEST(Policy, NeverAllowsAnythingToARoleItDoesNotKnow) {
  EXPECT_FALSE(IsAllowed(static_cast<v1::Role>(99), Relation::kSameSetting, Shelf::kOrdinary,
                         Action::kAppend));
  EXPECT_FALSE(IsAllowed(static_cast<v1::Role>(33), Relation::kSameSetting, Shelf::kOrdinary,
                         Action::kReadRecord));
  EXPECT_FALSE(MayWrite(static_cast<v1::Role>(33), v1::Entry::kConcernRaised));
}

TEST(Policy, LetsNobodyDoAnythingWithoutARelation) {
  EXPECT_FALSE(IsAllowed(v1::ROLE_HEAD, Relation::kNone, Shelf::kOrdinary, Action::kReadRecord));
}

TEST(Policy, LetsEverySignInHoldTheLogToItsReceipts) {
  for (int role = v1::Role_MIN + 1; role <= v1::Role_MAX; ++role) {
    EXPECT_TRUE(IsEverAllowed(static_cast<v1::Role>(role), Action::kReadLog)) << role;
  }
  EXPECT_FALSE(IsEverAllowed(v1::ROLE_UNSPECIFIED, Action::kReadLog));
}

std::set<v1::Role> RolesThatEver(Action action) {
  std::set<v1::Role> roles;
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    if (IsEverAllowed(static_cast<v1::Role>(role), action))
      roles.insert(static_cast<v1::Role>(role));
  }
  return roles;
}

TEST(Policy, ShowsTheStateOfTheServerToThoseWhoAnswerForIt) {
  EXPECT_THAT(
      RolesThatEver(Action::kReadStatus),
      testing::UnorderedElementsAre(v1::ROLE_SENCO, v1::ROLE_HEAD, v1::ROLE_DATA_PROTECTION_OFFICER,
                                    v1::ROLE_AUDITOR, v1::ROLE_INTEGRATION, v1::ROLE_OPERATOR));
}

TEST(Policy, LetsOperatorsAloneBackUpScrubAndRotate) {
  EXPECT_THAT(RolesThatEver(Action::kOperate), testing::ElementsAre(v1::ROLE_OPERATOR));
}

TEST(Policy, ShowsTheLeavesToThoseWhoCheckTheLog) {
  EXPECT_THAT(RolesThatEver(Action::kReadLeaves),
              testing::UnorderedElementsAre(v1::ROLE_DATA_PROTECTION_OFFICER, v1::ROLE_AUDITOR,
                                            v1::ROLE_OPERATOR));
}

TEST(Policy, LetsTheDataProtectionOfficerAloneErase) {
  EXPECT_THAT(RolesThatEver(Action::kErase),
              testing::ElementsAre(v1::ROLE_DATA_PROTECTION_OFFICER));
}

TEST(Policy, ShowsNoChildToAuditorOperatorOrSystem) {
  const std::set<v1::Role> readers = RolesThatEver(Action::kReadRecord);

  EXPECT_FALSE(readers.contains(v1::ROLE_AUDITOR));
  EXPECT_FALSE(readers.contains(v1::ROLE_OPERATOR));
  EXPECT_FALSE(readers.contains(v1::ROLE_INTEGRATION));
}

TEST(Policy, TellsConnectedSystemsWhatHappensWithoutLettingThemRead) {
  const std::set<v1::Role> followers = RolesThatEver(Action::kFollow);

  EXPECT_TRUE(followers.contains(v1::ROLE_INTEGRATION));
  EXPECT_FALSE(followers.contains(v1::ROLE_AUDITOR));
  EXPECT_FALSE(followers.contains(v1::ROLE_OPERATOR));
  EXPECT_FALSE(followers.contains(v1::ROLE_EXTERNAL_PROFESSIONAL));
}

TEST(Policy, ShowsWhoHasReadAFileToThoseWhoAnswerForIt) {
  EXPECT_THAT(RolesThatEver(Action::kReadReads),
              testing::UnorderedElementsAre(v1::ROLE_SENCO, v1::ROLE_HEAD,
                                            v1::ROLE_DATA_PROTECTION_OFFICER));
}

TEST(Policy, ShowsNoChildToTheOfficeThatReadsTheRecordOfItsSetting) {
  for (const Relation relation : kRelations) {
    EXPECT_EQ(IsAllowed(v1::ROLE_OFFICE, relation, Shelf::kOrdinary, Action::kReadRecord),
              relation == Relation::kWorksThere);
  }
}

TEST(Policy, LetsNoPupilStaffTakeARecordAway) {
  const std::set<v1::Role> exporters = RolesThatEver(Action::kExport);

  EXPECT_FALSE(exporters.contains(v1::ROLE_TEACHER));
  EXPECT_FALSE(exporters.contains(v1::ROLE_TEACHING_ASSISTANT));
  EXPECT_FALSE(exporters.contains(v1::ROLE_PASTORAL));
}

// --- Kinds ---

// Who writes what, by hand: S SENCO, H head, L safeguarding lead, T teacher, A assistant, P
// pastoral, O office, D data protection officer, F parent and young person, C LA caseworker, E
// external professional, I integration.
const std::map<std::string, std::string> kWriters = {{"record_opened", "SHOI"},
                                                     {"identifier_recorded", "SHOI"},
                                                     {"details_recorded", "SHTOI"},
                                                     {"person_linked", "SHOI"},
                                                     {"placement_recorded", "SHOI"},
                                                     {"sen_status_set", "SHTOI"},
                                                     {"permission_recorded", "SHLTPOFI"},
                                                     {"concern_raised", "SHLTAPDFCEI"},
                                                     {"concern_answered", "SHLTAPI"},
                                                     {"voice_captured", "SHLTAPDFCEI"},
                                                     {"observation_recorded", "SHLTAPEI"},
                                                     {"assessment_recorded", "SHLTAPEI"},
                                                     {"needs_identified", "SHTI"},
                                                     {"specialist_reported", "SHTEI"},
                                                     {"plan_issued", "SHTPI"},
                                                     {"position_taken", "SHLTAPDFCEI"},
                                                     {"notice_sent", "SHTPDI"},
                                                     {"item_acknowledged", "SHLTAPI"},
                                                     {"provision_started", "SHLTAPEI"},
                                                     {"provision_ended", "SHLTAPEI"},
                                                     {"delivery_logged", "SHLTAPEI"},
                                                     {"progress_measured", "SHLTAPEI"},
                                                     {"incident_recorded", "SHLTAPI"},
                                                     {"meeting_held", "SHLTAPI"},
                                                     {"plan_reviewed", "SHTPI"},
                                                     {"early_help_recorded", "SHLEI"},
                                                     {"ehc_requested", "SHFCI"},
                                                     {"ehc_advice_requested", "SHCI"},
                                                     {"ehc_advice_given", "SHCEI"},
                                                     {"ehc_decision_notified", "SHCI"},
                                                     {"ehc_plan_served", "SHCI"},
                                                     {"dispute_opened", "SHDFI"},
                                                     {"dispute_step_recorded", "SHDI"},
                                                     {"dispute_closed", "SHDI"},
                                                     {"rights_requested", "SHDFI"},
                                                     {"rights_answered", "SHDI"},
                                                     {"entry_voided", "SHD"},
                                                     {"hold_placed", "SHD"},
                                                     {"record_handed_over", "SHOI"},
                                                     {"record_exported", ""},
                                                     {"hold_released", "SHD"},
                                                     {"person_unlinked", "SHOI"},
                                                     {"profile_published", "SHLTAPEI"},
                                                     {"contact_logged", "SHLTAPEI"},
                                                     {"document_filed", "SHLTAPODFCEI"},
                                                     {"barrier_recorded", "SHLTAPEI"},
                                                     {"specialist_referred", "SHLTPI"},
                                                     {"recommendation_answered", "SHTPI"},
                                                     {"plan_proposed", "SHTPI"},
                                                     {"plan_closed", "SHTPI"},
                                                     {"provision_changed", "SHLTAPEI"},
                                                     {"attendance_summarised", "SHLTAPOI"},
                                                     {"meeting_scheduled", "SHLTAPOI"},
                                                     {"meeting_not_held", "SHLTAPI"},
                                                     {"ehc_exception_claimed", "SHCI"},
                                                     {"disposal_decided", "SHD"},
                                                     {"disclosed", "SHLDI"},
                                                     {"bundle_exported", ""},
                                                     {"record_received", "SHOI"},
                                                     {"record_joined", "SHD"},
                                                     {"access_granted", "SHD"},
                                                     {"access_revoked", "SHD"},
                                                     {"term_dates_set", "SHOI"},
                                                     {"staff_recorded", "SHOI"},
                                                     {"provision_defined", "SHI"},
                                                     {"reference_listed", "SHI"}};

const std::map<v1::Role, char> kLetters = {{v1::ROLE_SENCO, 'S'},
                                           {v1::ROLE_HEAD, 'H'},
                                           {v1::ROLE_SAFEGUARDING_LEAD, 'L'},
                                           {v1::ROLE_TEACHER, 'T'},
                                           {v1::ROLE_TEACHING_ASSISTANT, 'A'},
                                           {v1::ROLE_PASTORAL, 'P'},
                                           {v1::ROLE_OFFICE, 'O'},
                                           {v1::ROLE_DATA_PROTECTION_OFFICER, 'D'},
                                           {v1::ROLE_PARENT, 'F'},
                                           {v1::ROLE_YOUNG_PERSON, 'F'},
                                           {v1::ROLE_LA_CASEWORKER, 'C'},
                                           {v1::ROLE_EXTERNAL_PROFESSIONAL, 'E'},
                                           {v1::ROLE_AUDITOR, '-'},
                                           {v1::ROLE_INTEGRATION, 'I'},
                                           {v1::ROLE_OPERATOR, '-'}};

TEST(Policy, GivesEveryKindToThoseWhoRecordIt) {
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  ASSERT_EQ(static_cast<size_t>(kinds->field_count()), kWriters.size());

  for (int i = 0; i < kinds->field_count(); ++i) {
    const std::string& name = kinds->field(i)->name();
    ASSERT_TRUE(kWriters.contains(name)) << name;
    for (const auto& [role, letter] : kLetters) {
      EXPECT_EQ(MayWrite(role, static_cast<v1::Entry::KindCase>(kinds->field(i)->number())),
                kWriters.at(name).find(letter) != std::string::npos)
          << v1::Role_Name(role) << " " << name;
    }
  }
}

// By hand, as kWriters: what lets in or out, and what decides about the record as a whole.
TEST(Policy, LeavesWhatLetsInAndWhatDecidesAboutTheRecordToItsOwnSetting) {
  const std::set<std::string> governing = {
      "person_linked", "person_unlinked",   "access_granted", "access_revoked",
      "entry_voided",  "hold_placed",       "hold_released",  "disposal_decided",
      "record_joined", "record_handed_over"};
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");

  for (int i = 0; i < kinds->field_count(); ++i) {
    const auto* field = kinds->field(i);
    EXPECT_EQ(GovernsTheRecord(static_cast<v1::Entry::KindCase>(field->number())),
              governing.contains(field->name()))
        << field->name();
  }
}

TEST(Policy, LetsSencoHeadAndDpoCorrectWhatOthersTyped) {
  EXPECT_TRUE(MayCorrectOthers(v1::ROLE_SENCO));
  EXPECT_TRUE(MayCorrectOthers(v1::ROLE_HEAD));
  EXPECT_TRUE(MayCorrectOthers(v1::ROLE_DATA_PROTECTION_OFFICER));
  EXPECT_FALSE(MayCorrectOthers(v1::ROLE_TEACHER));
  EXPECT_FALSE(MayCorrectOthers(v1::ROLE_INTEGRATION));
}

TEST(Policy, LetsNobodyWriteWhatIsNoKind) {
  for (const int number : {0, 1, 99, 119, 511}) {
    EXPECT_FALSE(MayWrite(v1::ROLE_SENCO, static_cast<v1::Entry::KindCase>(number))) << number;
    EXPECT_FALSE(GovernsTheRecord(static_cast<v1::Entry::KindCase>(number))) << number;
  }
}

// --- Shelves ---

TEST(Policy, PutsAnEntryWhereItsLabelSays) {
  EXPECT_EQ(ShelfOf(EntryOf("concern_raised {}")), Shelf::kOrdinary);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_ORDINARY concern_raised {}")), Shelf::kOrdinary);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_CONFIDENTIAL concern_raised {}")), Shelf::kConfidential);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_THIRD_PARTY concern_raised {}")), Shelf::kThirdParty);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_SAFEGUARDING concern_raised {}")), Shelf::kSafeguarding);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_LEGAL concern_raised {}")), Shelf::kLegal);
}

// By hand, as kWriters.
TEST(Policy, PutsDisputesRightsAndEarlyHelpAsideWithoutALabel) {
  const std::map<std::string, Shelf> aside = {
      {"dispute_opened", Shelf::kDispute},       {"dispute_step_recorded", Shelf::kDispute},
      {"dispute_closed", Shelf::kDispute},       {"rights_requested", Shelf::kDispute},
      {"rights_answered", Shelf::kDispute},      {"disclosed", Shelf::kDispute},
      {"early_help_recorded", Shelf::kEarlyHelp}};
  const auto* kinds = v1::Entry::descriptor()->FindOneofByName("kind");
  for (int i = 0; i < kinds->field_count(); ++i) {
    const std::string& name = kinds->field(i)->name();
    const auto shelf = aside.find(name);
    EXPECT_EQ(ShelfOf(EntryOf(name + " {}")),
              shelf == aside.end() ? Shelf::kOrdinary : shelf->second)
        << name;
  }
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_LEGAL dispute_opened {}")), Shelf::kLegal);
}

TEST(Policy, PutsALinkWithWithheldContactOrACourtOrderWithWhatIsAboutThirdParties) {
  EXPECT_EQ(ShelfOf(EntryOf("person_linked { contact: '1 Elm Row' }")), Shelf::kOrdinary);
  EXPECT_EQ(ShelfOf(EntryOf("person_linked { contact_withheld: true }")), Shelf::kThirdParty);
  EXPECT_EQ(ShelfOf(EntryOf("person_linked { court_order: 'x' }")), Shelf::kThirdParty);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_ORDINARY person_linked { contact_withheld: true }")),
            Shelf::kThirdParty);
  EXPECT_EQ(ShelfOf(EntryOf("label: LABEL_SAFEGUARDING person_linked { contact_withheld: true }")),
            Shelf::kSafeguarding);
}

TEST(Policy, HoldsALabelItDoesNotKnowAsCloselyAsCanBe) {
  v1::Entry entry = EntryOf("concern_raised {}");
  entry.set_label(static_cast<v1::Label>(99));

  EXPECT_EQ(ShelfOf(entry), Shelf::kSafeguarding);
}

// --- Methods ---

const google::protobuf::ServiceDescriptor* Service(const google::protobuf::FileDescriptor* file) {
  return file->service(0);
}

std::vector<const google::protobuf::ServiceDescriptor*> AllServices() {
  return {Service(v1::AppendEntriesRequest::descriptor()->file()),
          Service(v1::GetTimelineRequest::descriptor()->file()),
          Service(v1::ListRegisterRequest::descriptor()->file()),
          Service(v1::SubscribeRequest::descriptor()->file()),
          Service(v1::GetProofRequest::descriptor()->file()),
          Service(v1::GetStatusRequest::descriptor()->file())};
}

TEST(Policy, HasARowForEveryMethodAndNoOther) {
  EXPECT_THAT(CheckEveryMethodHasAPolicy(AllServices()), IsOk());
}

TEST(Policy, StopsAServerThatLacksAServiceOfItsTable) {
  std::vector<const google::protobuf::ServiceDescriptor*> services = AllServices();
  services.pop_back();

  EXPECT_THAT(CheckEveryMethodHasAPolicy(services),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("serves 24")));
}

TEST(Policy, StopsAServerWithAMethodThatHasNoRow) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("new.proto");
  file.set_package("cairn.v1");
  file.add_message_type()->set_name("Nothing");
  auto* service = file.add_service();
  service->set_name("BackDoorService");
  auto* method = service->add_method();
  method->set_name("ReadEverything");
  method->set_input_type("Nothing");
  method->set_output_type("Nothing");
  google::protobuf::DescriptorPool pool;
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  std::vector<const google::protobuf::ServiceDescriptor*> services = AllServices();
  services.push_back(built->service(0));

  EXPECT_THAT(
      CheckEveryMethodHasAPolicy(services),
      StatusIs(absl::StatusCode::kInternal, HasSubstr("cairn.v1.BackDoorService.ReadEverything")));
}

TEST(Policy, KnowsTheActionOfAMethod) {
  EXPECT_THAT(ActionOf("cairn.v1.EvidenceService.ExportRecord"), Optional(Action::kExport));
  EXPECT_THAT(ActionOf("cairn.v1.RecordService.GetPlan"), Optional(Action::kReadRecord));
  EXPECT_EQ(ActionOf("cairn.v1.RecordService.getplan"), std::nullopt);
  EXPECT_EQ(ActionOf(""), std::nullopt);
}

}  // namespace
}  // namespace cairn
