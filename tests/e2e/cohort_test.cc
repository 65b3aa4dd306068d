// Questions about many children, over gRPC against a whole server.
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/cohort_service.grpc.pb.h"

#include "tests/e2e/entry_of.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kBasilTeaches[] =
    "person_linked { name: 'Basil Thistlewood' sign_in_subject: 'basil.thistlewood' "
    "relationship: RELATIONSHIP_CLASS_TEACHER }";
constexpr char kBasilLeft[] =
    "person_unlinked { name: 'Basil Thistlewood' sign_in_subject: 'basil.thistlewood' "
    "relationship: RELATIONSHIP_CLASS_TEACHER last_day { year: 2024 month: 9 day: 4 } }";

class CohortTest : public testing::Test {
 protected:
  struct Written {
    std::string record_id;
    v1::Position position;
  };

  Written Append(const v1::AppendEntriesRequest& request) {
    const auto reply = server_.As(kSenco)->AppendEntries(request);
    EXPECT_TRUE(reply.ok()) << reply.status();
    if (!reply.ok()) return {};
    return {reply->records(0).record_id(), reply->position()};
  }
  Written Open(const std::string& name) {
    return Append(OpeningRequest(
        NextId(), {OpenedEntry(name), EntryOf("sen_status_set { status: SEN_PROVISION_K }")}));
  }
  Written Add(const std::string& record_id, const std::string& kind) {
    return Append(AddingRequest(NextId(), record_id, {EntryOf(kind)}));
  }

  template <typename Request, typename Reply>
  using Method = grpc::Status (v1::CohortService::Stub::*)(grpc::ClientContext*, const Request&,
                                                           Reply*);
  template <typename Request, typename Reply>
  grpc::Status Call(const TokenIssuer::Person& person, Method<Request, Reply> method,
                    const Request& request, Reply& reply) {
    grpc::ClientContext context;
    server_.Prepare(person, context);
    return (cohorts_.get()->*method)(&context, request, &reply);
  }

  v1::ListRegisterResponse RegisterFor(const TokenIssuer::Person& person,
                                       const v1::ListRegisterRequest& request = {}) {
    v1::ListRegisterResponse reply;
    const grpc::Status status =
        Call(person, &v1::CohortService::Stub::ListRegister, request, reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return reply;
  }
  std::vector<std::string> NamesFor(const TokenIssuer::Person& person,
                                    const v1::ListRegisterRequest& request = {}) {
    const v1::ListRegisterResponse reply = RegisterFor(person, request);
    std::vector<std::string> names;
    for (const v1::RegisterRow& row : reply.rows()) names.push_back(row.child().name());
    EXPECT_EQ(reply.total(), static_cast<int>(names.size()));
    return names;
  }
  static v1::ListRegisterRequest Reflecting(const v1::Position& position) {
    v1::ListRegisterRequest request;
    *request.mutable_min_position() = position;
    return request;
  }
  std::string NextId() { return absl::StrFormat("%016d", ++requests_); }

  TestServer server_;
  std::unique_ptr<v1::CohortService::Stub> cohorts_ = v1::CohortService::NewStub(
      grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
  int requests_ = 0;
};

TEST_F(CohortTest, AlwaysSeesItsOwnWrite) {
  for (int i = 1; i <= 20; ++i) {
    const Written written = Open(absl::StrFormat("Child %02d", i));
    const v1::ListRegisterResponse reply = RegisterFor(kSenco, Reflecting(written.position));
    ASSERT_EQ(reply.total(), i);
    ASSERT_GE(reply.position().value(), written.position.value());
  }
}

TEST_F(CohortTest, ShowsEachCallerTheirChildrenAndCountsNoOthers) {
  const Written pip = Open("Pip Larkwhistle");
  Open("Wren Ashgrove");
  const Written taught = Add(pip.record_id, kBasilTeaches);

  EXPECT_THAT(NamesFor(kSenco, Reflecting(taught.position)),
              ElementsAre("Pip Larkwhistle", "Wren Ashgrove"));
  EXPECT_THAT(NamesFor(kTeacher), ElementsAre("Pip Larkwhistle"));
  EXPECT_THAT(NamesFor(kOtherSenco), IsEmpty());
  EXPECT_THAT(NamesFor(kOffice), IsEmpty());
}

TEST_F(CohortTest, ShowsARevokedTeacherNothingAtOnce) {
  for (int i = 1; i <= 10; ++i) {
    const Written pip = Open(absl::StrFormat("Child %02d", i));
    Add(pip.record_id, kBasilTeaches);
    ASSERT_THAT(NamesFor(kTeacher), testing::SizeIs(1));
    Add(pip.record_id, kBasilLeft);
    ASSERT_THAT(NamesFor(kTeacher), IsEmpty()) << "time " << i;
  }
}

TEST_F(CohortTest, GoesOnOnTheNextPageAndRefusesTheTokensOfOthers) {
  Open("Pip Larkwhistle");
  const Written wren = Open("Wren Ashgrove");
  v1::ListRegisterRequest request = Reflecting(wren.position);
  request.set_page_size(1);
  const v1::ListRegisterResponse first = RegisterFor(kSenco, request);
  ASSERT_EQ(first.rows_size(), 1);
  EXPECT_EQ(first.total(), 2);

  request.set_page_token(first.next_page_token());
  const v1::ListRegisterResponse second = RegisterFor(kSenco, request);
  ASSERT_EQ(second.rows_size(), 1);
  EXPECT_EQ(second.rows(0).child().name(), "Wren Ashgrove");
  EXPECT_EQ(second.next_page_token(), "");

  v1::ListRegisterResponse reply;
  const auto method = &v1::CohortService::Stub::ListRegister;
  EXPECT_EQ(Call(kOtherSenco, method, request, reply).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  request.set_search("wren");
  EXPECT_EQ(Call(kSenco, method, request, reply).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(CohortTest, RefusesWhatIsNoSettingNoDayAndNoPositionOfThisLog) {
  Open("Pip Larkwhistle");
  v1::ListRegisterResponse reply;
  const auto code = [&](const v1::ListRegisterRequest& request) {
    return Call(kSenco, &v1::CohortService::Stub::ListRegister, request, reply).error_code();
  };
  v1::ListRegisterRequest setting;
  setting.set_setting_id("short");
  v1::ListRegisterRequest day;
  *day.mutable_as_of() = DateOf(2024, 2, 30);
  v1::ListRegisterRequest position;
  position.mutable_min_position()->set_generation(1);
  position.mutable_min_position()->set_value(1'000'000);

  EXPECT_EQ(code(setting), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(code(day), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_NE(code(position), grpc::StatusCode::OK);
}

TEST_F(CohortTest, AnswersEveryQuestionFromTheSameChildren) {
  const Written pip = Open("Pip Larkwhistle");
  const Written given = Add(pip.record_id,
                            "provision_started { provision_id: 'i1' provision_type: "
                            "PROVISION_TYPE_INTERVENTION name: 'Phonics' }");

  v1::ListDutiesRequest duties;
  *duties.mutable_min_position() = given.position;
  v1::ListDutiesResponse due;
  EXPECT_TRUE(Call(kSenco, &v1::CohortService::Stub::ListDuties, duties, due).ok());
  EXPECT_EQ(due.total(), due.rows_size());

  v1::GetProvisionMapRequest map;
  *map.mutable_min_position() = given.position;
  v1::GetProvisionMapResponse mapped;
  EXPECT_TRUE(Call(kSenco, &v1::CohortService::Stub::GetProvisionMap, map, mapped).ok());
  ASSERT_EQ(mapped.sums_size(), 1);

  v1::GetImpactResponse impact;
  EXPECT_TRUE(
      Call(kSenco, &v1::CohortService::Stub::GetImpact, v1::GetImpactRequest(), impact).ok());
  EXPECT_GT(impact.rules_version(), 0U);

  v1::ListAcknowledgementsResponse unread;
  EXPECT_TRUE(Call(kSenco, &v1::CohortService::Stub::ListAcknowledgements,
                   v1::ListAcknowledgementsRequest(), unread)
                  .ok());
  EXPECT_EQ(unread.total(), 0);
}

TEST_F(CohortTest, ExportsAReturnFromItsColumnsToItsCount) {
  const Written pip = Open("Pip Larkwhistle");
  v1::ExportReturnRequest request;
  request.set_kind(v1::RETURN_KIND_SCHOOL_CENSUS);
  *request.mutable_min_position() = pip.position;
  grpc::ClientContext context;
  server_.Prepare(kSenco, context);
  const auto reader = cohorts_->ExportReturn(&context, request);

  std::vector<v1::ExportReturnResponse> parts;
  for (v1::ExportReturnResponse part; reader->Read(&part);) parts.push_back(part);

  EXPECT_TRUE(reader->Finish().ok());
  ASSERT_GE(parts.size(), 2U);
  EXPECT_FALSE(parts.front().header().modules().empty());
  EXPECT_EQ(parts.back().end().rows(), static_cast<int>(parts.size()) - 2);
}

}  // namespace
}  // namespace cairn
