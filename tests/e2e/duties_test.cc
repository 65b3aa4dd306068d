// The duties of one child over gRPC, with the terms of its school.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Entry EntryOn(int year, int month, int day, const std::string& kind) {
  v1::Entry entry;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kind, &entry)) << kind;
  *entry.mutable_occurred() = OnDay(year, month, day);
  return entry;
}

v1::Entry OpenedSchool() {
  return EntryOn(2024, 9, 4,
                 "record_opened { subject: SUBJECT_KIND_SETTING name: 'Hollowtree Primary School' "
                 "fictional: true }");
}

v1::Entry TermsOf2024() {
  return EntryOn(2024, 9, 4,
                 "term_dates_set { school_year: '2024/25' terms { from { year: 2024 month: 9 day: "
                 "3 } to { year: 2025 month: 7 day: 22 } } }");
}

class DutiesTest : public ::testing::Test {
 protected:
  DutiesTest() : senco_(server_.As(kSenco)) {
    const auto opened = senco_->AppendEntries(OpeningRequest(
        RequestIdOf('c'),
        {OpenedEntry("Pip Larkwhistle"),
         EntryOn(2024, 11, 5,
                 "ehc_requested { requester: CAPACITY_PARENT received_by_authority { year: 2024 "
                 "month: 11 day: 5 } }"),
         EntryOn(2024, 9, 4, "sen_status_set { status: SEN_PROVISION_K }")}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    if (opened.ok()) child_ = opened->records(0).record_id();
  }

  v1::GetDutiesRequest On(int year, int month, int day) const {
    v1::GetDutiesRequest request;
    request.set_record_id(child_);
    *request.mutable_as_of() = DateOf(year, month, day);
    return request;
  }

  // "ehc.final_plan: 16 days left".
  std::vector<std::string> Duties(const v1::GetDutiesRequest& request) {
    const auto reply = senco_->GetDuties(request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    std::vector<std::string> duties;
    if (!reply.ok()) return duties;
    for (const v1::Duty& duty : reply->duties()) {
      duties.push_back(duty.rule_id() + ": " + duty.standing());
    }
    return duties;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::string child_;
};

TEST_F(DutiesTest, StandAsOnTheDayAskedFor) {
  EXPECT_THAT(Duties(On(2024, 12, 5)),
              ElementsAre("ehc.decide_whether_to_assess: 12 days left",
                          "ehc.final_plan: 110 days left", "senco.met_in_year: 269 days left"));
  EXPECT_THAT(Duties(On(2024, 8, 1)), IsEmpty());
}

TEST_F(DutiesTest, SayWhoHasToActAndHowLongTheFileIsKept) {
  const auto reply = senco_->GetDuties(On(2024, 12, 5));

  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->duties(0).owner(), v1::DUTY_OWNER_LOCAL_AUTHORITY);
  EXPECT_EQ(reply->duties(2).owner(), v1::DUTY_OWNER_SENCO);
  EXPECT_EQ(reply->duties(0).started_by_event_id().size(), 16u);
  EXPECT_EQ(reply->retention().keep_until().year(), 2048);
  EXPECT_FALSE(reply->retention().on_hold());
  EXPECT_GT(reply->position().value(), 0u);
}

TEST_F(DutiesTest, CountSchoolDaysOnceTheSchoolHasSetItsTerms) {
  ASSERT_TRUE(server_.As(kOffice)
                  ->AppendEntries(OpeningRequest(RequestIdOf('s'), {OpenedSchool(), TermsOf2024()}))
                  .ok());

  EXPECT_THAT(
      Duties(On(2024, 12, 5)),
      ElementsAre("ehc.decide_whether_to_assess: 12 days left", "ehc.final_plan: 110 days left",
                  "report.annual: 229 days left", "senco.met_in_year: 269 days left"));
}

TEST_F(DutiesTest, AreNobodysBusinessWhoMayNotSeeTheRecord) {
  EXPECT_EQ(client::ReasonOf(server_.As(kOtherSenco)->GetDuties(On(2024, 12, 5)).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(DutiesTest, RefuseADayThatDoesNotExist) {
  EXPECT_EQ(client::ReasonOf(senco_->GetDuties(On(2024, 2, 30)).status()),
            v1::ERROR_REASON_INVALID_REQUEST);
}

}  // namespace
}  // namespace cairn
