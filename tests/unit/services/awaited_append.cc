#include "tests/unit/services/awaited_append.h"

#include <future>

#include "eventstore/base/status_macros.h"

namespace cairn {

absl::StatusOr<v1::AppendEntriesResponse> AppendAndAwait(Recorder& recorder,
                                                         const CallerPtr& caller,
                                                         const v1::AppendEntriesRequest& request) {
  v1::AppendEntriesResponse response;
  std::promise<absl::Status> answered;
  recorder.Append(caller, request, response, /*bulk=*/false,
                  [&](const absl::Status& status) { answered.set_value(status); });
  CAIRN_RETURN_IF_ERROR(answered.get_future().get());
  return response;
}

}  // namespace cairn
