#include "clients/cpp/refusal.h"

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"

namespace cairn::client {
namespace {

constexpr char kDetailUrl[] = "type.googleapis.com/cairn.v1.ErrorDetail";

// Canonical codes are numbered alike in gRPC and Abseil; anything else is a code we do not know.
absl::StatusCode CodeFrom(int code) {
  constexpr int kFirst = static_cast<int>(absl::StatusCode::kCancelled);
  constexpr int kLast = static_cast<int>(absl::StatusCode::kUnauthenticated);
  return code < kFirst || code > kLast ? absl::StatusCode::kUnknown
                                       : static_cast<absl::StatusCode>(code);
}

void AttachDetail(const v1::ErrorStatus& error, absl::Status& status) {
  for (const google::protobuf::Any& any : error.details()) {
    v1::ErrorDetail detail;
    if (any.Is<v1::ErrorDetail>() && any.UnpackTo(&detail)) {
      status.SetPayload(kDetailUrl, absl::Cord(detail.SerializeAsString()));
      return;
    }
  }
}

}  // namespace

absl::Status StatusFromCall(int code, std::string_view message, std::string_view details) {
  if (code == 0) return absl::OkStatus();
  absl::Status status(CodeFrom(code), absl::string_view(message.data(), message.size()));
  v1::ErrorStatus error;
  if (error.ParseFromArray(details.data(), static_cast<int>(details.size())) &&
      error.code() == code) {
    AttachDetail(error, status);
  }
  return status;
}

absl::Status StatusFromRefusal(const v1::ErrorStatus& refused) {
  const absl::StatusCode code =
      refused.code() == 0 ? absl::StatusCode::kInternal : CodeFrom(refused.code());
  absl::Status status(code, refused.message());
  AttachDetail(refused, status);
  return status;
}

std::optional<v1::ErrorDetail> DetailOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kDetailUrl);
  if (!payload) return std::nullopt;
  v1::ErrorDetail detail;
  if (!detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

v1::ErrorReason ReasonOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  return detail ? detail->reason() : v1::ERROR_REASON_UNSPECIFIED;
}

std::optional<std::string> MetadataOf(const absl::Status& status, std::string_view key) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (!detail) return std::nullopt;
  const auto found = detail->metadata().find(std::string(key));
  if (found == detail->metadata().end()) return std::nullopt;
  return found->second;
}

std::vector<v1::Fault> FaultsOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (!detail) return {};
  return {detail->faults().begin(), detail->faults().end()};
}

}  // namespace cairn::client
