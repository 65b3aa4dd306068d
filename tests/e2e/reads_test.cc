// Who has read what, over gRPC against a whole server: what is noted, who may ask, and that nothing
// is shown once it cannot be noted.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/evidence_service.pb.h"
#include "cairn/v1/feed_service.pb.h"
#include "cairn/v1/timeline_service.pb.h"

#include "clients/cpp/refusal.h"
#include "services/access/policy.h"
#include "services/read_journal/read_journal.h"
#include "tests/support/entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const TokenIssuer::Person kOtherOfficer{"edda.quill", "Edda Quill", "data_protection_officer",
                                        kFenmarch};

v1::Entry WithSupport() {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 9, 4);
  entry.mutable_sen_status_set()->set_status(v1::SEN_PROVISION_K);
  return entry;
}
v1::Entry GivenPhonics() {
  v1::Entry entry;
  *entry.mutable_occurred() = OnDay(2024, 9, 9);
  v1::ProvisionStarted& started = *entry.mutable_provision_started();
  started.set_provision_id("i1");
  started.set_provision_type(v1::PROVISION_TYPE_INTERVENTION);
  started.set_name("Phonics");
  return entry;
}

template <typename Request>
Request For(const std::string& record_id) {
  Request request;
  request.set_record_id(record_id);
  return request;
}

class ReadsTest : public ::testing::Test {
 protected:
  explicit ReadsTest(const TestServer::Change& change = {}) : server_(false, change) {
    Reconnect();
    pip_ = Open('0', "Pip Larkwhistle");
  }

  void Reconnect() {
    senco_ = server_.As(kSenco);
    officer_ = server_.As(kOfficer);
  }
  std::string Open(char mark, std::string_view name) {
    const auto opened = senco_->AppendEntries(
        OpeningRequest(RequestIdOf(mark), {OpenedEntry(name), WithSupport(), GivenPhonics()}));
    EXPECT_TRUE(opened.ok()) << opened.status();
    written_ = opened->position();
    event_id_ = opened->records(0).receipts(0).event_id();
    return opened->records(0).record_id();
  }
  uint64_t Head() { return senco_->GetCheckpoint({})->position().value(); }

  // What the log says of the record so far, to the data protection officer.
  std::vector<v1::RecordRead> Noted(const std::string& record_id) {
    server_.FlushReads();
    auto request = For<v1::ListReadsRequest>(record_id);
    request.set_page_size(1000);
    const auto reads = officer_->ListReads(request);
    EXPECT_TRUE(reads.ok()) << reads.status();
    if (!reads.ok()) return {};
    return {reads->reads().begin(), reads->reads().end()};
  }
  // As what the call is noted that the SENCO makes.
  std::vector<v1::ReadPurpose> NotedOf(const std::function<void()>& call) {
    server_.FlushReads();
    const uint64_t before = Head();
    call();
    std::vector<v1::ReadPurpose> purposes;
    for (const v1::RecordRead& read : Noted(pip_)) {
      const bool is_of_call = read.position().value() > before;
      if (is_of_call && read.reader().subject() == kSenco.subject) {
        purposes.push_back(read.purpose());
      }
    }
    return purposes;
  }
  v1::ListRegisterRequest Register() const {
    v1::ListRegisterRequest request;
    *request.mutable_min_position() = written_;
    return request;
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::unique_ptr<client::Client> officer_;
  std::string pip_;
  std::string event_id_;
  v1::Position written_;
};

TEST_F(ReadsTest, AreListedToThoseWhoAnswerForTheFile) {
  ASSERT_TRUE(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());
  ASSERT_TRUE(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());

  const std::vector<v1::RecordRead> reads = Noted(pip_);

  ASSERT_THAT(reads, SizeIs(1));
  EXPECT_EQ(reads[0].reader().subject(), kSenco.subject);
  EXPECT_EQ(reads[0].reader().name(), kSenco.name);
  EXPECT_EQ(reads[0].reader().role(), v1::ROLE_SENCO);
  EXPECT_EQ(reads[0].purpose(), v1::READ_PURPOSE_RECORD);
  EXPECT_EQ(reads[0].times(), 2);
  EXPECT_GT(reads[0].position().value(), written_.value());
  EXPECT_GT(reads[0].first_time().seconds(), 0);
}

TEST_F(ReadsTest, AreForNobodyElse) {
  const auto request = For<v1::ListReadsRequest>(pip_);
  const auto refusal = [&](const TokenIssuer::Person& person) {
    return client::ReasonOf(server_.As(person)->ListReads(request).status());
  };

  EXPECT_EQ(refusal(kTeacher), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(refusal(kOffice), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(refusal(kOperator), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_EQ(refusal(kOtherOfficer), v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(refusal(kOtherSenco), v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_THAT(Noted(pip_), IsEmpty());
}

// Every method of the contract whose action shows something of a record, called by the SENCO.
class ReadsOfEveryMethodTest : public ReadsTest {
 protected:
  using Calls = std::map<std::string, std::function<absl::Status()>>;

  Calls OfOneRecord() {
    return {
        {"GetRecord", [&] { return senco_->GetRecord(For<v1::GetRecordRequest>(pip_)).status(); }},
        {"GetPlan", [&] { return senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).status(); }},
        {"ComparePlans",
         [&] { return senco_->ComparePlans(For<v1::ComparePlansRequest>(pip_)).status(); }},
        {"GetDuties", [&] { return senco_->GetDuties(For<v1::GetDutiesRequest>(pip_)).status(); }},
        {"ListEvents",
         [&] { return senco_->ListEvents(For<v1::ListEventsRequest>(pip_)).status(); }},
        {"ListReads", [&] { return senco_->ListReads(For<v1::ListReadsRequest>(pip_)).status(); }},
        {"GetTimeline",
         [&] { return senco_->GetTimeline(For<v1::GetTimelineRequest>(pip_)).status(); }},
        {"WatchTimeline",
         [&] {
           return Ended(senco_->WatchTimeline(For<v1::WatchTimelineRequest>(pip_),
                                              [](const auto&) { return Enough(); }));
         }},
        {"GetProof", [&] { return senco_->GetProof(Proving()).status(); }},
        {"ExportRecord",
         [&] {
           auto exporting = For<v1::ExportRecordRequest>(pip_);
           exporting.set_request_id(RequestIdOf('e'));
           return senco_->ExportRecord(exporting, [](const auto&) { return absl::OkStatus(); });
         }},
    };
  }
  Calls OfMany() {
    return {
        {"ListRegister",
         [&] { return senco_->ListRegister(Fresh<v1::ListRegisterRequest>()).status(); }},
        {"ListDuties", [&] { return senco_->ListDuties(Fresh<v1::ListDutiesRequest>()).status(); }},
        {"GetProvisionMap",
         [&] { return senco_->GetProvisionMap(Fresh<v1::GetProvisionMapRequest>()).status(); }},
        {"GetImpact", [&] { return senco_->GetImpact(Fresh<v1::GetImpactRequest>()).status(); }},
        {"ListAcknowledgements",
         [&] {
           return senco_->ListAcknowledgements(Fresh<v1::ListAcknowledgementsRequest>()).status();
         }},
        {"ExportReturn",
         [&] {
           auto returning = Fresh<v1::ExportReturnRequest>();
           returning.set_kind(v1::RETURN_KIND_SCHOOL_CENSUS);
           return senco_->ExportReturn(returning, [](const auto&) { return absl::OkStatus(); });
         }},
        {"Subscribe",
         [&] { return Ended(senco_->FollowFeed({}, [](const auto&) { return Enough(); })); }},
        {"ListEventsAfter", [&] { return senco_->ListEventsAfter({}).status(); }},
    };
  }

 private:
  static absl::Status Enough() { return absl::CancelledError("enough"); }
  static absl::Status Ended(const absl::Status& status) {
    return status == Enough() ? absl::OkStatus() : status;
  }
  template <typename Request>
  Request Fresh() const {
    Request request;
    *request.mutable_min_position() = written_;
    return request;
  }
  v1::GetProofRequest Proving() const {
    auto proving = For<v1::GetProofRequest>(pip_);
    proving.set_event_id(event_id_);
    return proving;
  }
};

// A method that is added without being noted, or without a line above, fails.
TEST_F(ReadsOfEveryMethodTest, AreNotedWhereItShowsARecord) {
  Calls calls = OfOneRecord();
  calls.merge(OfMany());
  // Lists note whom they show: nobody here has anything left to read, and sums name no child.
  const std::map<std::string, std::vector<v1::ReadPurpose>> of_lists = {
      {"ListRegister", {v1::READ_PURPOSE_LIST}},
      {"ListDuties", {v1::READ_PURPOSE_LIST}},
      {"GetProvisionMap", {v1::READ_PURPOSE_LIST}},
      {"ExportReturn", {v1::READ_PURPOSE_LIST}},
      {"GetImpact", {}},
      {"ListAcknowledgements", {}}};
  size_t called = 0;
  for (const auto* file :
       {v1::GetRecordRequest::descriptor()->file(), v1::GetTimelineRequest::descriptor()->file(),
        v1::ListRegisterRequest::descriptor()->file(), v1::SubscribeRequest::descriptor()->file(),
        v1::GetProofRequest::descriptor()->file(), v1::GetStatusRequest::descriptor()->file()}) {
    const auto& service = *file->service(0);
    for (int i = 0; i < service.method_count(); ++i) {
      const std::string& name = service.method(i)->name();
      const auto purpose = PurposeOf(*ActionOf(service.method(i)->full_name()));
      if (!purpose) continue;
      ASSERT_TRUE(calls.contains(name)) << name << " is not called here";
      ++called;
      absl::Status status;
      const std::vector<v1::ReadPurpose> noted = NotedOf([&] { status = calls.at(name)(); });
      EXPECT_TRUE(status.ok()) << name << ": " << status;
      const auto list = of_lists.find(name);
      EXPECT_EQ(noted,
                list != of_lists.end() ? list->second : std::vector<v1::ReadPurpose>{*purpose})
          << name;
    }
  }
  EXPECT_EQ(called, calls.size());
}

TEST_F(ReadsTest, AreNotedOfThoseChildrenAloneWhoStandOnThePageThatWasSent) {
  const std::string wren = Open('1', "Wren Ashgrove");
  v1::ListRegisterRequest request = Register();
  request.set_page_size(1);
  const auto page = senco_->ListRegister(request);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->total(), 2);
  ASSERT_THAT(page->rows(), SizeIs(1));
  const std::string& shown = page->rows(0).child().record_id();

  EXPECT_THAT(Noted(shown), SizeIs(1));
  EXPECT_THAT(Noted(shown == pip_ ? wren : pip_), IsEmpty());
}

TEST_F(ReadsTest, AreNotNotedOfWhoeverIsRefused) {
  EXPECT_FALSE(server_.As(kTeacher)->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());
  EXPECT_FALSE(server_.As(kOtherSenco)->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());

  EXPECT_THAT(Noted(pip_), IsEmpty());
}

TEST_F(ReadsTest, StayWhenTheServerIsStartedAgain) {
  ASSERT_TRUE(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());
  EXPECT_THAT(Noted(pip_), SizeIs(1));
  server_.Restart();
  Reconnect();

  const std::vector<v1::RecordRead> reads = Noted(pip_);

  ASSERT_THAT(reads, SizeIs(1));
  EXPECT_EQ(reads[0].purpose(), v1::READ_PURPOSE_RECORD);
}

TEST_F(ReadsTest, AreListedInPagesThatBelongToOneRecord) {
  const std::string wren = Open('1', "Wren Ashgrove");
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(senco_->GetRecord(For<v1::GetRecordRequest>(pip_)).ok());
    server_.FlushReads();
  }
  auto request = For<v1::ListReadsRequest>(pip_);
  request.set_page_size(2);

  const auto first = officer_->ListReads(request);
  ASSERT_TRUE(first.ok()) << first.status();
  request.set_page_token(first->next_page_token());
  const auto second = officer_->ListReads(request);
  ASSERT_TRUE(second.ok()) << second.status();

  ASSERT_THAT(first->reads(), SizeIs(2));
  ASSERT_THAT(second->reads(), SizeIs(1));
  EXPECT_GT(first->reads(1).position().value(), second->reads(0).position().value());
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  request.set_record_id(wren);
  EXPECT_EQ(client::ReasonOf(officer_->ListReads(request).status()),
            v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

TEST_F(ReadsTest, AreStillKnownOfARecordThatWasErased) {
  ASSERT_TRUE(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());
  server_.FlushReads();
  auto erasing = For<v1::EraseRecordRequest>(pip_);
  erasing.set_request_id(RequestIdOf('x'));
  erasing.set_authority(v1::ERASURE_AUTHORITY_RETENTION_ENDED);
  ASSERT_TRUE(officer_->EraseRecord(erasing).ok());

  EXPECT_THAT(Noted(pip_), SizeIs(1));
  EXPECT_EQ(client::ReasonOf(senco_->ListReads(For<v1::ListReadsRequest>(pip_)).status()),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
}

// Its leaves are in the log for everyone who holds the log to its word, and no record is.
TEST_F(ReadsTest, StandInNoRecordThatAnybodyCouldAskFor) {
  ASSERT_TRUE(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).ok());
  server_.FlushReads();
  std::vector<v1::LogLeaf> leaves;
  const absl::Status ended =
      server_.As(kOperator)->TailLog({}, [&](const v1::TailLogResponse& response) {
        leaves.insert(leaves.end(), response.leaves().begin(), response.leaves().end());
        return absl::OkStatus();
      });
  ASSERT_TRUE(ended.ok()) << ended;
  ASSERT_THAT(leaves, SizeIs(4));
  ASSERT_EQ(leaves[3].kind(), v1::LEAF_KIND_ACCESS);
  const std::string& stream = leaves[3].record_id();
  const auto asked = [](const auto& reply) { return client::ReasonOf(reply.status()); };

  EXPECT_EQ(asked(officer_->GetRecord(For<v1::GetRecordRequest>(stream))),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(asked(officer_->ListEvents(For<v1::ListEventsRequest>(stream))),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(asked(officer_->ListReads(For<v1::ListReadsRequest>(stream))),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_EQ(asked(senco_->AppendEntries(
                AddingRequest(RequestIdOf('z'), stream, {ObservationEntry("x")}))),
            v1::ERROR_REASON_RECORD_NOT_FOUND);
  const auto told = senco_->ListEventsAfter({});
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_THAT(told->events(), SizeIs(3));
  const auto listed = senco_->ListRegister(Register());
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->total(), 1);
}

class FullReadsTest : public ReadsTest {
 protected:
  FullReadsTest() : ReadsTest([](ServerConfig& config) { config.reads_waiting_max = 2; }) {}
};

TEST_F(FullReadsTest, AreRefusedOnceNoMoreCanBeNotedWhileAppendsGoOn) {
  const auto read = [&] {
    return client::ReasonOf(senco_->GetPlan(For<v1::GetPlanRequest>(pip_)).status());
  };
  EXPECT_EQ(read(), v1::ERROR_REASON_UNSPECIFIED);
  EXPECT_EQ(read(), v1::ERROR_REASON_UNSPECIFIED);

  EXPECT_EQ(read(), v1::ERROR_REASON_READS_NOT_NOTED);
  EXPECT_EQ(client::ReasonOf(senco_->ListRegister(Register()).status()),
            v1::ERROR_REASON_READS_NOT_NOTED);
  EXPECT_TRUE(
      senco_->AppendEntries(AddingRequest(RequestIdOf('1'), pip_, {ObservationEntry("He read.")}))
          .ok());

  server_.FlushReads();
  EXPECT_EQ(read(), v1::ERROR_REASON_UNSPECIFIED);
}

TEST(ReadsOfAServerTest, AreWrittenWhenItEnds) {
  TestServer server(false, [](ServerConfig& config) { config.reads_interval_ms = 3'600'000; });
  const auto opened = server.As(kSenco)->AppendEntries(
      OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip Larkwhistle")}));
  ASSERT_TRUE(opened.ok()) << opened.status();
  const std::string& pip = opened->records(0).record_id();
  ASSERT_TRUE(server.As(kSenco)->GetRecord(For<v1::GetRecordRequest>(pip)).ok());

  server.Restart();

  const auto reads = server.As(kOfficer)->ListReads(For<v1::ListReadsRequest>(pip));
  ASSERT_TRUE(reads.ok()) << reads.status();
  ASSERT_THAT(reads->reads(), SizeIs(1));
  EXPECT_EQ(reads->reads(0).purpose(), v1::READ_PURPOSE_HEAD);
}

}  // namespace
}  // namespace cairn
