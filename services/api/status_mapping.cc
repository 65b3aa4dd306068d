#include "services/api/status_mapping.h"

#include <optional>
#include <string>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/random.h"

namespace cairn {
namespace {

// gRPC and Abseil number the canonical codes alike; the casts below rest on it.
static_assert(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT) ==
              static_cast<int>(absl::StatusCode::kInvalidArgument));
static_assert(static_cast<int>(grpc::StatusCode::ABORTED) ==
              static_cast<int>(absl::StatusCode::kAborted));
static_assert(static_cast<int>(grpc::StatusCode::DATA_LOSS) ==
              static_cast<int>(absl::StatusCode::kDataLoss));
static_assert(static_cast<int>(grpc::StatusCode::UNAUTHENTICATED) ==
              static_cast<int>(absl::StatusCode::kUnauthenticated));

absl::Status AsOurFault(const absl::Status& status) {
  const EventId incident = SystemRandom().NewId<EventId>();
  LogError("fault of ours", {{"incident", incident}, {"status", status}});
  return Refusal(
      v1::ERROR_REASON_OUR_FAULT,
      "Something went wrong in Cairn itself. Nothing of this request was recorded unless "
      "you are told otherwise; please report the incident id.",
      {{"incident", ToHex(incident.bytes())}});
}

}  // namespace

v1::ErrorStatus ToErrorStatus(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (!detail) return ToErrorStatus(AsOurFault(status));

  v1::ErrorStatus error;
  error.set_code(static_cast<int>(status.code()));
  error.set_message(std::string(status.message()));
  error.add_details()->PackFrom(*detail);
  return error;
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const v1::ErrorStatus error = ToErrorStatus(status);
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

}  // namespace cairn
