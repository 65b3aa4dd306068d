#include "eventstore/base/errors.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"

namespace cairn {
namespace {

constexpr char kDetailUrl[] = "type.googleapis.com/cairn.v1.ErrorDetail";

absl::Status WithDetail(absl::StatusCode code, std::string_view sentence,
                        const v1::ErrorDetail& detail) {
  absl::Status status(code, absl::string_view(sentence.data(), sentence.size()));
  status.SetPayload(kDetailUrl, absl::Cord(detail.SerializeAsString()));
  return status;
}

}  // namespace

absl::StatusCode CodeOf(v1::ErrorReason reason) {
  switch (reason) {
    case v1::ERROR_REASON_INVALID_REQUEST:
    case v1::ERROR_REASON_SIMULATED_TIME_OFF:
    case v1::ERROR_REASON_DEADLINE_REQUIRED:
    case v1::ERROR_REASON_PAGE_TOKEN_INVALID:
      return absl::StatusCode::kInvalidArgument;
    case v1::ERROR_REASON_TOKEN_MISSING:
    case v1::ERROR_REASON_TOKEN_INVALID:
    case v1::ERROR_REASON_TOKEN_EXPIRED:
      return absl::StatusCode::kUnauthenticated;
    case v1::ERROR_REASON_ROLE_NOT_ALLOWED:
      return absl::StatusCode::kPermissionDenied;
    case v1::ERROR_REASON_RECORD_NOT_FOUND:
    case v1::ERROR_REASON_EVENT_NOT_FOUND:
      return absl::StatusCode::kNotFound;
    case v1::ERROR_REASON_VERSION_CONFLICT:
      return absl::StatusCode::kAborted;
    case v1::ERROR_REASON_REQUEST_ID_REUSED:
    case v1::ERROR_REASON_SOURCE_CHANGED:
    case v1::ERROR_REASON_CLAIM_TAKEN:
      return absl::StatusCode::kAlreadyExists;
    case v1::ERROR_REASON_REQUEST_FENCED:
    case v1::ERROR_REASON_RECORD_ERASED:
    case v1::ERROR_REASON_HISTORY_RESTORED:
    case v1::ERROR_REASON_LEGAL_HOLD:
    case v1::ERROR_REASON_NO_BACKUP_FOLDER:
    case v1::ERROR_REASON_VIEW_STOPPED:
      return absl::StatusCode::kFailedPrecondition;
    case v1::ERROR_REASON_QUEUE_FULL:
    case v1::ERROR_REASON_DISK_NEARLY_FULL:
    case v1::ERROR_REASON_ALREADY_RUNNING:
    case v1::ERROR_REASON_READS_NOT_NOTED:
    case v1::ERROR_REASON_TOO_MANY_STREAMS:
      return absl::StatusCode::kResourceExhausted;
    case v1::ERROR_REASON_NOT_SERVING:
    case v1::ERROR_REASON_OUTCOME_UNKNOWN:
    case v1::ERROR_REASON_POSITION_NOT_REACHED:
      return absl::StatusCode::kUnavailable;
    case v1::ERROR_REASON_DATA_DAMAGED:
    case v1::ERROR_REASON_POSITION_AHEAD:
      return absl::StatusCode::kDataLoss;
    case v1::ERROR_REASON_OUR_FAULT:
      return absl::StatusCode::kInternal;
    case v1::ERROR_REASON_UNSPECIFIED:
    case v1::ErrorReason_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ErrorReason_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  CAIRN_CHECK_UNREACHABLE();
}

absl::Status Refusal(v1::ErrorReason reason, std::string_view sentence,
                     const ErrorMetadata& metadata) {
  v1::ErrorDetail detail;
  detail.set_reason(reason);
  for (const auto& [key, value] : metadata) (*detail.mutable_metadata())[key] = value;
  return WithDetail(CodeOf(reason), sentence, detail);
}

absl::Status InvalidRequest(const std::vector<v1::Fault>& faults) {
  CAIRN_CHECK(!faults.empty());
  v1::ErrorDetail detail;
  detail.set_reason(v1::ERROR_REASON_INVALID_REQUEST);
  for (const v1::Fault& fault : faults) *detail.add_faults() = fault;
  const v1::Fault& first = faults.front();
  std::string sentence = absl::StrFormat("%s: %s", first.field(), first.sentence());
  if (faults.size() > 1) sentence += absl::StrFormat(" (and %d more)", faults.size() - 1);
  return WithDetail(absl::StatusCode::kInvalidArgument, sentence, detail);
}

v1::Fault ShapeFault(std::string_view field, std::string_view reason, std::string_view sentence) {
  v1::Fault fault;
  fault.set_field(std::string(field));
  fault.set_reason(std::string(reason));
  fault.set_sentence(std::string(sentence));
  return fault;
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

}  // namespace cairn
