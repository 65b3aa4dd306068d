// TimelineService over the reader. Handlers only translate.
#pragma once

#include <atomic>
#include <set>
#include <string_view>

#include "cairn/v1/timeline_service.grpc.pb.h"

#include "eventstore/event_log.h"
#include "projections/timeline.h"
#include "services/api/rpc.h"
#include "services/reading/record_reader.h"

namespace cairn {

class TimelineApi final : public v1::TimelineService::Service {
 public:
  // All must outlive it. `simulated`: recorded times come from a demonstration, and replies say so.
  TimelineApi(const Rpc& rpc, const EventLog& log, const RecordReader& reader, Clock& clock,
              bool simulated)
      : rpc_(rpc), log_(log), reader_(reader), clock_(clock), simulated_(simulated) {}

  grpc::Status GetTimeline(grpc::ServerContext* context, const v1::GetTimelineRequest* request,
                           v1::GetTimelineResponse* response) override;
  // Each holds a thread of the server, so there are only so many at once: TOO_MANY_STREAMS beyond.
  grpc::Status WatchTimeline(grpc::ServerContext* context, const v1::WatchTimelineRequest* request,
                             grpc::ServerWriter<v1::WatchTimelineResponse>* writer) override;

  // Ends every watch, within half a second, and refuses new ones.
  void Stop() { stopping_ = true; }

 private:
  // How the caller sees timelines, for what they see of this record; `visible` outlives it.
  TimelineOptions OptionsOf(const Caller& caller, const VisibleRecord& visible) const;
  absl::StatusOr<v1::GetTimelineResponse> ReadWhole(const Caller& caller,
                                                    const v1::GetTimelineRequest& request) const;
  // The whole timeline of today, of what had been recorded up to `position`. Who may see it, and
  // what, is judged by everything that is known now.
  absl::StatusOr<v1::GetTimelineResponse> ReadUpTo(const Caller& caller, std::string_view record_id,
                                                   Position position) const;
  // The records that a timeline is made of: the child's, and its setting's.
  absl::StatusOr<std::set<RecordId>> WatchedBy(const Caller& caller,
                                               std::string_view record_id) const;
  absl::Status Watch(const grpc::ServerContext& context, const Caller& caller,
                     const v1::WatchTimelineRequest& request,
                     grpc::ServerWriter<v1::WatchTimelineResponse>& writer);

  const Rpc& rpc_;
  const EventLog& log_;
  const RecordReader& reader_;
  Clock& clock_;
  const bool simulated_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> watches_ = 0;
};

}  // namespace cairn
