// An append as a test makes it: waits for the answer that a Recorder gives by callback.
#pragma once

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "services/access/caller.h"
#include "services/recording/recorder.h"

namespace cairn {

// The answer to `request` of `caller`, one that is not in bulk.
absl::StatusOr<v1::AppendEntriesResponse> AppendAndAwait(Recorder& recorder,
                                                         const CallerPtr& caller,
                                                         const v1::AppendEntriesRequest& request);

}  // namespace cairn
