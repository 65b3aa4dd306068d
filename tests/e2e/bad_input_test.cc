// What a server says to requests it must refuse: the canonical code, the machine reason, every
// fault by field path, and that nothing was written.
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "cairn/v1/record_service.grpc.pb.h"

#include "clients/cpp/refusal.h"
#include "eventstore/base/encoding.h"
#include "tests/support/entries.h"
#include "tests/support/entry_samples.h"
#include "tests/support/spoilt_entries.h"
#include "tests/support/test_server.h"

namespace cairn {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;

std::vector<std::string> FaultFields(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const v1::Fault& fault : client::FaultsOf(status)) {
    fields.push_back(fault.field() + " " + fault.reason());
  }
  return fields;
}

class BadInputTest : public ::testing::Test {
 protected:
  BadInputTest() : senco_(server_.As(kSenco)) {
    record_id_ = senco_->AppendEntries(OpeningRequest(RequestIdOf('0'), {OpenedEntry("Pip Test")}))
                     ->records(0)
                     .record_id();
    head_before_ = Head();
  }

  uint64_t Head() { return senco_->GetCheckpoint(v1::GetCheckpointRequest())->position().value(); }
  bool NothingWritten() { return Head() == head_before_; }

  // What the server says to `request`.
  absl::Status Refused(const v1::AppendEntriesRequest& request) {
    return senco_->AppendEntries(request).status();
  }
  // A sound request that `spoil` then changes.
  absl::Status RefusedWhen(const std::function<void(v1::AppendEntriesRequest&)>& spoil) {
    v1::AppendEntriesRequest request =
        AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides the book.")});
    spoil(request);
    return Refused(request);
  }
  absl::Status RefusedWhenEntry(const std::function<void(v1::Entry&)>& spoil) {
    return RefusedWhen([&](v1::AppendEntriesRequest& request) {
      spoil(*request.mutable_records(0)->mutable_entries(0));
    });
  }
  // The same bytes, sent without the help of the message classes.
  grpc::Status RefusedBytes(const std::string& bytes) {
    grpc::GenericStub stub(
        grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    server_.Prepare(kSenco, context);
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::CompletionQueue queue;
    auto call =
        stub.PrepareUnaryCall(&context, "/cairn.v1.RecordService/AppendEntries", request, &queue);
    call->StartCall();
    grpc::ByteBuffer reply;
    grpc::Status status;
    call->Finish(&reply, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return status;
  }
  static absl::Status FromCall(const grpc::Status& status) {
    return client::StatusFromCall(status.error_code(), status.error_message(),
                                  status.error_details());
  }

  TestServer server_;
  std::unique_ptr<client::Client> senco_;
  std::string record_id_;
  uint64_t head_before_ = 0;
};

void ExpectInvalid(const absl::Status& status, const std::string& fault) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_INVALID_REQUEST) << status;
  EXPECT_THAT(FaultFields(status), Contains(fault)) << status;
}

TEST_F(BadInputTest, MalformedBytesAreNotAMessage) {
  const absl::Status status = FromCall(RefusedBytes("\xff\xff\xff not protobuf"));

  ExpectInvalid(status, " MALFORMED");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, UnknownFieldsAreRefusedAndNotLost) {
  const absl::Status status = RefusedWhenEntry([](v1::Entry& entry) {
    entry.GetReflection()->MutableUnknownFields(&entry)->AddVarint(9999, 1);
  });

  ExpectInvalid(status, "records[0].entries[0] UNKNOWN_FIELD");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, UnknownFieldsDeepInsideAnEntryAreRefused) {
  const absl::Status status = RefusedWhenEntry([](v1::Entry& entry) {
    v1::ConcernRaised& concern = *entry.mutable_concern_raised();
    concern.GetReflection()->MutableUnknownFields(&concern)->AddVarint(9999, 1);
  });

  ExpectInvalid(status, "records[0].entries[0].concern_raised UNKNOWN_FIELD");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnEmptyRequestListsEverythingThatIsMissing) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    request.Clear();
    request.set_request_id("short");
  });

  EXPECT_THAT(FaultFields(status), IsSupersetOf({"request_id WRONG_LENGTH", "records REQUIRED"}));
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, SixtyFiveRecordsAreTooMany) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    while (request.records_size() < 65) {
      v1::RecordEntries& record = *request.add_records();
      record = request.records(0);
      record.set_record_id(RequestIdOf(static_cast<char>(request.records_size())));
    }
  });

  ExpectInvalid(status, "records TOO_MANY");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AHundredAndOneEntriesAreTooMany) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    v1::RecordEntries& record = *request.mutable_records(0);
    while (record.entries_size() < 101) *record.add_entries() = ConcernEntry("Again.");
  });

  ExpectInvalid(status, "records[0].entries TOO_MANY");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, MoreThanAMebibyteIsTooLarge) {
  const absl::Status status = RefusedWhenEntry([](v1::Entry& entry) {
    entry.mutable_concern_raised()->set_text(0, std::string((size_t{1} << 20) + 1, 'x'));
  });

  ExpectInvalid(status, " TOO_LARGE");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnUnknownRecordIsNotFound) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    request.mutable_records(0)->set_record_id(RequestIdOf('?'));
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_RECORD_NOT_FOUND);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AWrongExpectedVersionIsAConflictWithBothVersions) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    request.mutable_records(0)->mutable_expected()->set_exactly(7);
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_VERSION_CONFLICT);
  EXPECT_EQ(client::MetadataOf(status, "record." + ToHex(record_id_) + ".expected"), "7");
  EXPECT_EQ(client::MetadataOf(status, "record." + ToHex(record_id_) + ".actual"), "1");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, ARequestIdWithOtherContentIsRefused) {
  const absl::Status status = Refused(OpeningRequest(RequestIdOf('0'), {OpenedEntry("Other")}));

  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_REQUEST_ID_REUSED);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AUpnWithAWrongCheckLetterIsRefused) {
  const absl::Status status =
      RefusedWhenEntry([](v1::Entry& entry) { entry = UpnEntry("A801200005001"); });

  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(FaultFields(status),
              Contains("records[0].entries[0].identifier_recorded.value UPN_CHECK_LETTER"));
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AFutureDateIsRefused) {
  const absl::Status status =
      RefusedWhenEntry([](v1::Entry& entry) { *entry.mutable_occurred() = OnDay(2199, 1, 1); });

  EXPECT_THAT(FaultFields(status), Contains("records[0].entries[0].occurred.from FUTURE_DATE"));
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnEndBeforeItsStartIsRefused) {
  const absl::Status status = RefusedWhenEntry(
      [](v1::Entry& entry) { *entry.mutable_occurred()->mutable_to() = DateOf(2024, 9, 1); });

  EXPECT_THAT(FaultFields(status), Contains("records[0].entries[0].occurred.to END_BEFORE_START"));
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, EveryFaultOfARequestIsListed) {
  const absl::Status status = RefusedWhen([](v1::AppendEntriesRequest& request) {
    v1::RecordEntries& record = *request.mutable_records(0);
    *record.mutable_entries(0)->mutable_occurred() = OnDay(2199, 1, 1);
    *record.add_entries() = UpnEntry("A801200005001");
  });

  EXPECT_THAT(FaultFields(status),
              IsSupersetOf({"records[0].entries[0].occurred.from FUTURE_DATE",
                            "records[0].entries[1].identifier_recorded.value UPN_CHECK_LETTER"}));
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnEntryOfAnyKindWithAFaultInEveryFieldWritesNothing) {
  int kinds = 0;
  for (const auto* kind : EntryKinds()) {
    v1::Entry sound = WholeEntry(*kind, RequestIdOf('?'));
    sound.clear_label();  // a label that nobody knows is for nobody to write
    const SpoiltEntry spoilt = SpoiltThroughout(sound, 0);

    const absl::Status status =
        Refused(AddingRequest(RequestIdOf('1'), record_id_, {spoilt.entry}));

    if (status.code() == absl::StatusCode::kPermissionDenied) continue;  // not a SENCO's to record
    ++kinds;
    ExpectInvalid(status, "records[0].entries[0] UNKNOWN_FIELD");
    // A trailer has no room for all of them: it says how many are left out.
    const std::string left_out = client::MetadataOf(status, "faults_left_out").value_or("0");
    EXPECT_GE(FaultFields(status).size() + std::strtoul(left_out.c_str(), nullptr, 10),
              spoilt.faults.size());
  }
  EXPECT_GT(kinds, 50);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnEmptySourceIsNotTheSourceOfEntriesThatHaveNone) {
  const absl::Status status = RefusedWhenEntry([](v1::Entry& entry) {
    entry.mutable_source()->set_system("");
    entry.mutable_source()->set_id("");
  });

  ExpectInvalid(status, "records[0].entries[0].source.system EMPTY_TEXT");
  ExpectInvalid(status, "records[0].entries[0].source.id EMPTY_TEXT");
}

TEST_F(BadInputTest, TextThatIsNotUtf8IsRefused) {
  // proto3 parsers refuse it before any rule can: the bytes of a sound request, one of them spoilt.
  std::string bytes = AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides the book.")})
                          .SerializeAsString();
  bytes[bytes.find("Hides")] = '\xff';

  ExpectInvalid(FromCall(RefusedBytes(bytes)), " MALFORMED");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, AnUnknownEnumValueIsRefused) {
  const absl::Status status = RefusedWhenEntry([](v1::Entry& entry) {
    entry.mutable_concern_raised()->set_area(static_cast<v1::BroadArea>(99));
  });

  ExpectInvalid(status, "records[0].entries[0].concern_raised.area UNKNOWN_CODE");
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, ASimulatedTimeIsRefusedByAServerThatKeepsRealTime) {
  const absl::Status status = RefusedWhen(
      [](v1::AppendEntriesRequest& request) { request.mutable_simulated_time()->set_seconds(1); });

  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_SIMULATED_TIME_OFF);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, ACallWithoutADeadlineIsRefused) {
  const auto stub = v1::RecordService::NewStub(
      grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.AddMetadata("authorization",
                      server_.issuer().BearerFor(kSenco, SystemClock().NowMicros()));
  v1::AppendEntriesResponse response;

  const absl::Status status = FromCall(stub->AppendEntries(
      &context, AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides.")}), &response));

  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_DEADLINE_REQUIRED);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, CompressedMessagesAreNotUnpacked) {
  grpc::ClientContext context;
  server_.Prepare(kSenco, context);
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  const auto stub = v1::RecordService::NewStub(
      grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
  v1::AppendEntriesResponse response;

  const grpc::Status status = stub->AppendEntries(
      &context,
      AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry(std::string(100'000, 'a'))}),
      &response);

  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadInputTest, MoreThanEightKibibytesOfMetadataAreRefused) {
  grpc::ClientContext context;
  server_.Prepare(kSenco, context);
  context.AddMetadata("x-padding", std::string(9 << 10, 'x'));
  const auto stub = v1::RecordService::NewStub(
      grpc::CreateChannel(server_.target(), grpc::InsecureChannelCredentials()));
  v1::AppendEntriesResponse response;

  const grpc::Status status = stub->AppendEntries(
      &context, AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides.")}), &response);

  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED) << status.error_message();
  EXPECT_TRUE(NothingWritten());
}

// --- Who asks ---------------------------------------------------------------------------------

class BadTokenTest : public BadInputTest {
 protected:
  absl::Status RefusedToken(const std::string& token) {
    return server_.WithToken(token)
        ->AppendEntries(AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides.")}))
        .status();
  }
  static int64_t Now() { return SystemClock().NowMicros(); }
  // The payload of a good token, with one claim changed.
  std::string Payload(const std::string& from, const std::string& to) const {
    const int64_t now_s = Now() / 1'000'000;
    std::string payload =
        R"({"iss":")" + std::string(TokenIssuer::kIssuer) + R"(","aud":")" +
        TokenIssuer::kAudience +
        R"(","sub":"juniper.halloway","name":"Juniper Halloway","role":"senco","setting":")" +
        kHollowtree + R"(","iat":)" + std::to_string(now_s) + R"(,"exp":)" +
        std::to_string(now_s + 600) + "}";
    const size_t at = payload.find(from);
    return at == std::string::npos ? payload : payload.replace(at, from.size(), to);
  }
  void ExpectRefused(const absl::Status& status, v1::ErrorReason reason) {
    EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated) << status;
    EXPECT_EQ(client::ReasonOf(status), reason) << status;
    EXPECT_TRUE(NothingWritten());
  }
};

TEST_F(BadTokenTest, AMissingTokenIsRefused) {
  const absl::Status status =
      server_.As({})
          ->AppendEntries(AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides.")}))
          .status();

  ExpectRefused(status, v1::ERROR_REASON_TOKEN_MISSING);
}

TEST_F(BadTokenTest, AnExpiredTokenIsRefused) {
  const int64_t hour_us = int64_t{3600} * 1'000'000;
  ExpectRefused(RefusedToken(server_.issuer().TokenFor(kSenco, Now() - hour_us)),
                v1::ERROR_REASON_TOKEN_EXPIRED);
}

TEST_F(BadTokenTest, ATokenForAnotherAudienceIsRefused) {
  ExpectRefused(RefusedToken(server_.issuer().Sign(
                    TokenIssuer::kHeader, Payload(R"("aud":"cairn")", R"("aud":"other")"))),
                v1::ERROR_REASON_TOKEN_INVALID);
}

TEST_F(BadTokenTest, ATokenSignedWithAnotherKeyIsRefused) {
  const TokenIssuer stranger("another key, known to everybody!");
  ExpectRefused(RefusedToken(stranger.TokenFor(kSenco, Now())), v1::ERROR_REASON_TOKEN_INVALID);
}

TEST_F(BadTokenTest, ATokenWithAlgNoneIsRefused) {
  const std::string signed_token =
      server_.issuer().Sign(R"({"alg":"none","kid":"test-1","typ":"at+jwt"})", Payload("", ""));
  ExpectRefused(RefusedToken(signed_token.substr(0, signed_token.rfind('.') + 1)),
                v1::ERROR_REASON_TOKEN_INVALID);
  ExpectRefused(RefusedToken(signed_token), v1::ERROR_REASON_TOKEN_INVALID);
}

TEST_F(BadTokenTest, ARoleThatMayNeverAppendIsRefused) {
  const TokenIssuer::Person auditor{"a.uditor", "An Auditor", "auditor", kHollowtree};

  const absl::Status status =
      server_.As(auditor)
          ->AppendEntries(AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("Hides.")}))
          .status();

  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << status;
  EXPECT_EQ(client::ReasonOf(status), v1::ERROR_REASON_ROLE_NOT_ALLOWED);
  EXPECT_TRUE(NothingWritten());
}

TEST_F(BadTokenTest, ARecordOneMayNotSeeLooksLikeOneThatIsNotThere) {
  v1::GetPlanRequest existing;
  existing.set_record_id(record_id_);
  v1::GetPlanRequest missing;
  missing.set_record_id(RequestIdOf('?'));

  const absl::Status forbidden = server_.As(kOtherSenco)->GetPlan(existing).status();
  const absl::Status not_found = server_.As(kOtherSenco)->GetPlan(missing).status();

  EXPECT_EQ(forbidden, not_found);
  EXPECT_EQ(client::ReasonOf(forbidden), v1::ERROR_REASON_RECORD_NOT_FOUND);
}

TEST_F(BadTokenTest, AppendingToARecordOneMayNotSeeLooksTheSameToo) {
  const auto stranger = server_.As(kOtherSenco);

  const absl::Status forbidden =
      stranger->AppendEntries(AddingRequest(RequestIdOf('1'), record_id_, {ConcernEntry("x")}))
          .status();
  const absl::Status not_found =
      stranger
          ->AppendEntries(AddingRequest(RequestIdOf('1'), RequestIdOf('?'), {ConcernEntry("x")}))
          .status();

  EXPECT_EQ(forbidden, not_found);
  EXPECT_TRUE(NothingWritten());
}

}  // namespace
}  // namespace cairn
