// RecordService over the recorder and the reader. Handlers only translate.
#pragma once

#include "cairn/v1/record_service.grpc.pb.h"

#include "services/api/lanes.h"
#include "services/api/plan_cache.h"
#include "services/api/rpc.h"
#include "services/evidence/proofs.h"
#include "services/reading/record_reader.h"
#include "services/reading/record_resolver.h"
#include "services/recording/recorder.h"

namespace cairn {

class RecordApi final : public v1::RecordService::Service {
 public:
  // All must outlive it.
  RecordApi(const Rpc& rpc, Recorder& recorder, const RecordReader& reader,
            const RecordResolver& resolver, Proofs& proofs, Lanes& lanes, Clock& clock)
      : rpc_(rpc),
        recorder_(recorder),
        reader_(reader),
        resolver_(resolver),
        proofs_(proofs),
        lanes_(lanes),
        clock_(clock) {}

  grpc::Status AppendEntries(grpc::ServerContext* context, const v1::AppendEntriesRequest* request,
                             v1::AppendEntriesResponse* response) override;
  grpc::Status StreamEntries(grpc::ServerContext* context,
                             grpc::ServerReaderWriter<v1::StreamEntriesResponse,
                                                      v1::StreamEntriesRequest>* stream) override;
  grpc::Status GetAppendOutcome(grpc::ServerContext* context,
                                const v1::GetAppendOutcomeRequest* request,
                                v1::GetAppendOutcomeResponse* response) override;
  grpc::Status GetRecord(grpc::ServerContext* context, const v1::GetRecordRequest* request,
                         v1::GetRecordResponse* response) override;
  grpc::Status ResolveRecords(grpc::ServerContext* context,
                              const v1::ResolveRecordsRequest* request,
                              v1::ResolveRecordsResponse* response) override;
  grpc::Status GetPlan(grpc::ServerContext* context, const v1::GetPlanRequest* request,
                       v1::GetPlanResponse* response) override;
  grpc::Status ListEvents(grpc::ServerContext* context, const v1::ListEventsRequest* request,
                          v1::ListEventsResponse* response) override;

 private:
  absl::Status Append(const Caller& caller, const v1::AppendEntriesRequest& request, bool bulk,
                      v1::AppendEntriesResponse& response);
  absl::Status ReadPlan(const Caller& caller, const v1::GetPlanRequest& request,
                        v1::GetPlanResponse& response);

  const Rpc& rpc_;
  Recorder& recorder_;
  const RecordReader& reader_;
  const RecordResolver& resolver_;
  Proofs& proofs_;
  Lanes& lanes_;
  Clock& clock_;
  PlanCache plans_;
};

}  // namespace cairn
