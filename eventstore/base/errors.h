// The refusals of Cairn as absl::Status values that carry a cairn.v1.ErrorDetail. Code above the
// event store makes them with these functions only, so that no reason goes without its canonical
// code. Pure; safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"

#include "cairn/v1/errors.pb.h"

namespace cairn {

// Facts for programs: {"expected_version", "4"}. What is about one record of several has its id in
// the key: "record.<32 hex digits>.actual". On the wire two more may come: `records_left_out` and
// `faults_left_out`, how many records and faults no trailer had room for
// (services/api/status_mapping.h).
using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// The canonical code that every refusal with this reason has (the table of errors.proto).
absl::StatusCode CodeOf(v1::ErrorReason reason);

// A refusal: the code of `reason`, the sentence for people, the metadata for programs.
absl::Status Refusal(v1::ErrorReason reason, std::string_view sentence,
                     const ErrorMetadata& metadata = {});

// ERROR_REASON_INVALID_REQUEST with every fault found. `faults` must not be empty.
absl::Status InvalidRequest(const std::vector<v1::Fault>& faults);

// One fault of the shape of a message: no rule, no source.
v1::Fault ShapeFault(std::string_view field, std::string_view reason, std::string_view sentence);

// The detail that Refusal put into `status`; nothing if it was made elsewhere.
std::optional<v1::ErrorDetail> DetailOf(const absl::Status& status);

// The reason in `status`, or ERROR_REASON_UNSPECIFIED.
v1::ErrorReason ReasonOf(const absl::Status& status);

}  // namespace cairn
