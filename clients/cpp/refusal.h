// Refusals of the server as absl::Status: the canonical code, the sentence for people, and the
// cairn.v1.ErrorDetail (reason, metadata, faults) as a payload. Pure; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

#include "cairn/v1/errors.pb.h"

namespace cairn::client {

// The status of a call. `code` is a canonical gRPC code, `message` the sentence, and `details` the
// bytes of the trailer `grpc-status-details-bin`: a cairn.v1.ErrorStatus, or empty. Details that
// cannot be read, or that contradict `code`, are left out: the code and the sentence stay.
absl::Status StatusFromCall(int code, std::string_view message, std::string_view details);

// A refusal inside a stream. A code of 0 is a broken server: INTERNAL.
absl::Status StatusFromRefusal(const v1::ErrorStatus& refused);

// The detail in `status`; nothing when the server sent none.
std::optional<v1::ErrorDetail> DetailOf(const absl::Status& status);

// The machine reason in `status`, or ERROR_REASON_UNSPECIFIED.
v1::ErrorReason ReasonOf(const absl::Status& status);

// One fact for programs, e.g. `actual_version`; nothing when it is not there.
std::optional<std::string> MetadataOf(const absl::Status& status, std::string_view key);

// The faults of the request, in its order; empty unless the reason is INVALID_REQUEST. All of them,
// but for what no trailer can hold: then `faults_left_out` in the metadata says how many are
// missing, and they are told once those are mended. In the same way `records_left_out` counts the
// records of an append of which there are no rows `record.<id>.*` in the metadata.
std::vector<v1::Fault> FaultsOf(const absl::Status& status);

}  // namespace cairn::client
