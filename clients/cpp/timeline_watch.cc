// The call of Client that watches a timeline: continued after the last position when a call's time
// is over or its connection is lost.
#include <utility>

#include "clients/cpp/client.h"
#include "clients/cpp/status_macros.h"
#include "clients/cpp/stream_calls.h"

namespace cairn::client {

absl::Status Client::WatchTimeline(const v1::WatchTimelineRequest& request, const WatchSink& sink) {
  using Stub = v1::TimelineService::StubInterface;
  absl::Status stopped;
  const auto take = [&](const v1::WatchTimelineResponse& response, v1::WatchTimelineRequest& next) {
    if (response.has_position()) *next.mutable_after() = response.position();
    stopped = sink(response);
    return stopped.ok() ? Then::kGoOn : Then::kDone;
  };
  CLIENT_RETURN_IF_ERROR((StreamThrough<Stub, v1::WatchTimelineRequest, v1::WatchTimelineResponse>(
      *wire_, *wire_->timelines, &Stub::WatchTimeline, request, take)));
  return stopped;
}

}  // namespace cairn::client
