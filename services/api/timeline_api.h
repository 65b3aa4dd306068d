// TimelineService over the reader. Handlers only translate.
#pragma once

#include "cairn/v1/timeline_service.grpc.pb.h"

#include "services/api/rpc.h"
#include "services/reading/record_reader.h"

namespace cairn {

class TimelineApi final : public v1::TimelineService::Service {
 public:
  // All must outlive it. `simulated`: recorded times come from a demonstration, and replies say so.
  TimelineApi(const Rpc& rpc, const RecordReader& reader, Clock& clock, bool simulated)
      : rpc_(rpc), reader_(reader), clock_(clock), simulated_(simulated) {}

  grpc::Status GetTimeline(grpc::ServerContext* context, const v1::GetTimelineRequest* request,
                           v1::GetTimelineResponse* response) override;

 private:
  absl::StatusOr<v1::GetTimelineResponse> ReadWhole(const Caller& caller,
                                                    const v1::GetTimelineRequest& request);

  const Rpc& rpc_;
  const RecordReader& reader_;
  Clock& clock_;
  const bool simulated_;
};

}  // namespace cairn
