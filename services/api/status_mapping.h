// The one place where an absl::Status becomes a grpc::Status. Safe to call from any thread.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

#include "cairn/v1/errors.pb.h"

namespace cairn {

// The same code and sentence; the ErrorDetail travels in the trailer grpc-status-details-bin as
// google.rpc.Status would. A status that none of our factories made is a fault of ours: it becomes
// INTERNAL / OUR_FAULT with an incident id, and the cause is logged under that id, not told. Of
// what is too long for a trailer the first is told, and the metadata says how much is not:
// `records_left_out`, records without their rows of metadata, and `faults_left_out`, faults.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The same content as a message, for replies inside a stream.
v1::ErrorStatus ToErrorStatus(const absl::Status& status);

}  // namespace cairn
