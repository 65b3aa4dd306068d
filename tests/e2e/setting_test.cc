// The record of a setting over gRPC: who opens it, who reads it, and what children's plans make of
// it.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "eventstore/base/encoding.h"
#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Entry OpenedSetting() {
  return EntryOf(
      "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree Primary School' "
      "fictional: true }");
}

v1::Entry StaffEntry(const std::string& id, const std::string& name) {
  return EntryOf("staff_recorded { staff_id: '" + id + "' name: '" + name + "' }");
}

class SettingTest : public ::testing::Test {
 protected:
  SettingTest() : office_(server_.As(kOffice)), senco_(server_.As(kSenco)) {}

  absl::StatusOr<v1::AppendEntriesResponse> OpenSetting(char mark = 's') {
    return office_->AppendEntries(OpeningRequest(RequestIdOf(mark), {OpenedSetting()}));
  }
  std::string OpenChild(std::initializer_list<v1::Entry> entries) {
    const auto opened = senco_->AppendEntries(OpeningRequest(RequestIdOf('c'), entries));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return opened->records(0).record_id();
  }
  std::vector<std::string> NotReadBy(const std::string& record_id) {
    v1::GetPlanRequest request;
    request.set_record_id(record_id);
    const auto plan = senco_->GetPlan(request);
    EXPECT_TRUE(plan.ok()) << plan.status();
    return {plan->plan().not_read_by().begin(), plan->plan().not_read_by().end()};
  }

  TestServer server_;
  std::unique_ptr<client::Client> office_;
  std::unique_ptr<client::Client> senco_;
  const std::string setting_id_ = *FromHex(kHollowtree);
};

// Decision 0005: the id by which sign-ins name the setting.
TEST_F(SettingTest, HasTheIdThatSignInsName) {
  const auto opened = OpenSetting();

  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->records(0).record_id(), setting_id_);
}

TEST_F(SettingTest, IsOpenedOnce) {
  ASSERT_TRUE(OpenSetting('1').ok());

  EXPECT_EQ(client::ReasonOf(OpenSetting('2').status()), v1::ERROR_REASON_VERSION_CONFLICT);
  EXPECT_TRUE(OpenSetting('1')->repeated_request());
}

TEST_F(SettingTest, IsNotOpenedTwiceInOneRequest) {
  v1::AppendEntriesRequest twice = OpeningRequest(RequestIdOf('1'), {OpenedSetting()});
  *twice.add_records() = twice.records(0);

  EXPECT_FALSE(office_->AppendEntries(twice).ok());
  EXPECT_TRUE(OpenSetting('2').ok()) << "nothing was recorded";
}

TEST_F(SettingTest, IsReadByItsStaffAndByNobodyElse) {
  ASSERT_TRUE(OpenSetting().ok());
  v1::ListEventsRequest request;
  request.set_record_id(setting_id_);

  EXPECT_TRUE(server_.As(kTeacher)->ListEvents(request).ok());
  EXPECT_TRUE(server_.As(kOffice)->ListEvents(request).ok());
  EXPECT_EQ(client::ReasonOf(server_.As(kOtherSenco)->ListEvents(request).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(client::ReasonOf(server_.As(kMother)->ListEvents(request).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(SettingTest, IsWrittenByTheOfficeAndNotByATeacher) {
  ASSERT_TRUE(OpenSetting().ok());
  const auto adding = [&](char mark) {
    return AddingRequest(RequestIdOf(mark), setting_id_, {StaffEntry("s1", "Ada Fern")});
  };

  EXPECT_FALSE(server_.As(kTeacher)->AppendEntries(adding('1')).ok());
  EXPECT_TRUE(office_->AppendEntries(adding('2')).ok());
}

TEST_F(SettingTest, TakesNothingAboutAChildAndAChildNothingOfIt) {
  ASSERT_TRUE(OpenSetting().ok());
  const std::string child = OpenChild({OpenedEntry("Pip Larkwhistle")});

  const auto concern = senco_->AppendEntries(
      AddingRequest(RequestIdOf('1'), setting_id_, {ConcernEntry("Hides the book.")}));
  const auto staff =
      senco_->AppendEntries(AddingRequest(RequestIdOf('2'), child, {StaffEntry("s1", "Ada Fern")}));

  ASSERT_THAT(client::FaultsOf(concern.status()), SizeIs(1));
  EXPECT_EQ(client::FaultsOf(concern.status())[0].reason(), "WRONG_SUBJECT");
  EXPECT_EQ(client::FaultsOf(concern.status())[0].field(), "records[0].entries[0].concern_raised");
  ASSERT_THAT(client::FaultsOf(staff.status()), SizeIs(1));
  EXPECT_EQ(client::FaultsOf(staff.status())[0].reason(), "WRONG_SUBJECT");
}

// R50, and that a plan that was computed before is not served again once the setting has changed.
TEST_F(SettingTest, SaysWhoIsToReadAPlanAsSoonAsItSaysWhoWorksThere) {
  const std::string child = OpenChild(
      {OpenedEntry("Pip Larkwhistle"),
       EntryOf("person_linked { name: 'Ada Fern' relationship: RELATIONSHIP_CLASS_TEACHER }"),
       EntryOf("plan_issued { plan_id: 'P' plan_kind: PLAN_KIND_SEN_SUPPORT content { strengths: "
               "'Draws' } }")});
  EXPECT_THAT(NotReadBy(child), IsEmpty());
  ASSERT_TRUE(OpenSetting().ok());
  EXPECT_THAT(NotReadBy(child), IsEmpty());

  ASSERT_TRUE(office_
                  ->AppendEntries(
                      AddingRequest(RequestIdOf('1'), setting_id_, {StaffEntry("s1", "Ada Fern")}))
                  .ok());

  EXPECT_THAT(NotReadBy(child), ElementsAre("Ada Fern"));
}

// R61: findings of a child's record rest on the setting for which its author is signed in.
TEST_F(SettingTest, LetsTheRulesAskForTheTrainingOfWhoeverGivesSupport) {
  const std::string child = OpenChild({OpenedEntry("Pip Larkwhistle")});
  ASSERT_TRUE(OpenSetting().ok());
  ASSERT_TRUE(office_
                  ->AppendEntries(AddingRequest(RequestIdOf('1'), setting_id_,
                                                {StaffEntry("s1", "Juniper Halloway")}))
                  .ok());
  ASSERT_TRUE(senco_
                  ->AppendEntries(AddingRequest(
                      RequestIdOf('2'), setting_id_,
                      {EntryOf("provision_defined { catalogue_code: 'PHONICS_A' name: 'Phonics A' "
                               "provision_type: PROVISION_TYPE_INTERVENTION training_needed: "
                               "'Phonics A' }")}))
                  .ok());

  const auto started = senco_->AppendEntries(
      AddingRequest(RequestIdOf('3'), child,
                    {EntryOf("provision_started { provision_id: 'i1' provision_type: "
                             "PROVISION_TYPE_INTERVENTION catalogue_code: 'PHONICS_A' }")}));

  ASSERT_TRUE(started.ok()) << started.status();
  std::vector<std::string> rules;
  for (const v1::Finding& finding : started->records(0).findings()) {
    rules.push_back(finding.rule_id());
  }
  EXPECT_THAT(rules, Contains("provision.provider_trained_for_it"));
}

}  // namespace
}  // namespace cairn
