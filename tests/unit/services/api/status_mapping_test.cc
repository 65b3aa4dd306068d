#include "services/api/status_mapping.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "clients/cpp/refusal.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"

namespace cairn {
namespace {

v1::ErrorDetail DetailIn(const grpc::Status& status) {
  v1::ErrorStatus error;
  EXPECT_TRUE(error.ParseFromString(status.error_details()));
  v1::ErrorDetail detail;
  EXPECT_TRUE(error.details(0).UnpackTo(&detail));
  return detail;
}

TEST(StatusMappingTest, ARefusalKeepsCodeSentenceReasonAndMetadata) {
  const grpc::Status status = ToGrpcStatus(
      Refusal(v1::ERROR_REASON_VERSION_CONFLICT, "Read again.", {{"actual_version", "4"}}));

  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(status.error_message(), "Read again.");
  const v1::ErrorDetail detail = DetailIn(status);
  EXPECT_EQ(detail.reason(), v1::ERROR_REASON_VERSION_CONFLICT);
  EXPECT_EQ(detail.metadata().at("actual_version"), "4");
}

TEST(StatusMappingTest, OkStaysOk) { EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok()); }

TEST(StatusMappingTest, AStatusOfUnknownOriginIsOurFaultAndTellsNothingOfItsCause) {
  const grpc::Status status = ToGrpcStatus(absl::InternalError("secret of Pip Larkwhistle"));

  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message().find("Pip"), std::string::npos);
  const v1::ErrorDetail detail = DetailIn(status);
  EXPECT_EQ(detail.reason(), v1::ERROR_REASON_OUR_FAULT);
  EXPECT_EQ(detail.metadata().at("incident").size(), 32);
}

TEST(StatusMappingTest, AListOfFaultsThatNoTrailerCanHoldIsCutAndSaysSo) {
  const std::vector<v1::Fault> faults(
      1000, ShapeFault("records[0].entries[0].late_reason", "EMPTY_TEXT", "Write something here."));
  const absl::Status status = InvalidRequest(faults);

  const grpc::Status sent = ToGrpcStatus(status);

  EXPECT_LT(sent.error_details().size(), limits::kMetadataBytesMax * 3 / 4);
  const v1::ErrorDetail detail = DetailIn(sent);
  EXPECT_GT(detail.faults_size(), 10);
  EXPECT_EQ(detail.metadata().at("faults_left_out"), std::to_string(1000 - detail.faults_size()));
  EXPECT_EQ(sent.error_message(), status.message());
}

// The client was told RESOURCE_EXHAUSTED, of its own limit, and not that it must read again.
TEST(StatusMappingTest, AConflictOverMoreRecordsThanATrailerCanHoldIsCutByWholeRecordsAndSaysSo) {
  ErrorMetadata moved;
  for (size_t i = 0; i < limits::kRecordsPerAppendMax; ++i) {
    const std::string record = "record." + std::string(30, 'a') + std::to_string(10 + i);
    moved.emplace_back(record + ".expected", "1000");
    moved.emplace_back(record + ".actual", "1001");
  }

  const grpc::Status sent =
      ToGrpcStatus(Refusal(v1::ERROR_REASON_VERSION_CONFLICT, "Read again.", moved));

  EXPECT_EQ(sent.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_LT(sent.error_details().size(), limits::kMetadataBytesMax * 3 / 4);
  const v1::ErrorDetail detail = DetailIn(sent);
  ASSERT_TRUE(detail.metadata().contains("records_left_out"));
  const size_t records =
      limits::kRecordsPerAppendMax - std::stoul(detail.metadata().at("records_left_out"));
  EXPECT_GT(records, 10);
  EXPECT_EQ(detail.metadata_size(), 2 * records + 1);
  for (const auto& [key, value] : detail.metadata()) {
    if (!key.ends_with(".actual")) continue;
    EXPECT_TRUE(detail.metadata().contains(key.substr(0, key.rfind('.')) + ".expected")) << key;
  }
}

TEST(StatusMappingTest, EveryReasonReachesTheClientWithItsCode) {
  const auto* reasons = v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons->value_count(); ++i) {
    const auto reason = static_cast<v1::ErrorReason>(reasons->value(i)->number());
    if (reason == v1::ERROR_REASON_UNSPECIFIED) continue;

    const grpc::Status sent = ToGrpcStatus(Refusal(reason, "A sentence."));
    const absl::Status received =
        client::StatusFromCall(sent.error_code(), sent.error_message(), sent.error_details());

    EXPECT_EQ(received.code(), CodeOf(reason)) << v1::ErrorReason_Name(reason);
    EXPECT_EQ(client::ReasonOf(received), reason);
  }
}

}  // namespace
}  // namespace cairn
