#include "services/api/status_mapping.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
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

// What fits beside the sentence and what gRPC adds, once it travels as base64. A client that gets
// more metadata than its limit is told of that alone.
constexpr size_t kTrailerDetailBytesMax = limits::kMetadataBytesMax / 2;

// What a row of metadata takes beside its key and value: three tags and three lengths.
constexpr size_t kMetadataRowBytes = 8;

// The record of a row like `record.<id>.expected`; the whole key of any other.
std::string_view SubjectOfRow(std::string_view key) {
  return key.starts_with("record.") ? key.substr(0, key.rfind('.')) : key;
}

// Leaves out what `bytes` cannot hold of the rows about records, of a record all or none, and says
// how many records were left out. The result is what the rest takes.
size_t FitMetadata(v1::ErrorDetail& detail, size_t bytes_max) {
  // Sorted, so that the rows of one record stand together.
  std::map<std::string_view, size_t> sizes;
  for (const auto& [key, value] : detail.metadata()) {
    sizes[SubjectOfRow(key)] += key.size() + value.size() + kMetadataRowBytes;
  }
  size_t bytes = 0;
  std::set<std::string> left_out;
  for (const auto& [subject, size] : sizes) {
    if (subject.starts_with("record.") && bytes + size > bytes_max) {
      left_out.emplace(subject);
    } else {
      bytes += size;
    }
  }
  if (left_out.empty()) return bytes;
  google::protobuf::Map<std::string, std::string> kept;
  for (const auto& [key, value] : detail.metadata()) {
    if (!left_out.contains(std::string(SubjectOfRow(key)))) kept[key] = value;
  }
  kept["records_left_out"] = absl::StrFormat("%d", left_out.size());
  detail.mutable_metadata()->swap(kept);
  return bytes;
}

// Leaves out what no trailer can hold of many records or a long list of faults, and says how many
// were left out.
void FitIntoTrailer(v1::ErrorDetail& detail) {
  size_t bytes = FitMetadata(detail, kTrailerDetailBytesMax);
  int fit = 0;
  for (; fit < detail.faults_size(); ++fit) {
    bytes += detail.faults(fit).ByteSizeLong();
    if (bytes > kTrailerDetailBytesMax) break;
  }
  const int left_out = detail.faults_size() - fit;
  if (left_out == 0) return;
  detail.mutable_faults()->DeleteSubrange(fit, left_out);
  (*detail.mutable_metadata())["faults_left_out"] = absl::StrFormat("%d", left_out);
}

v1::ErrorStatus WithDetail(const absl::Status& status, const v1::ErrorDetail& detail) {
  v1::ErrorStatus error;
  error.set_code(static_cast<int>(status.code()));
  error.set_message(std::string(status.message()));
  error.add_details()->PackFrom(detail);
  return error;
}

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

  return WithDetail(status, *detail);
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  std::optional<v1::ErrorDetail> detail = DetailOf(status);
  if (detail) FitIntoTrailer(*detail);
  const v1::ErrorStatus error = detail ? WithDetail(status, *detail) : ToErrorStatus(status);
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

}  // namespace cairn
