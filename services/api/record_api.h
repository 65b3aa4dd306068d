// RecordService over the recorder and the reader. Handlers only translate.
#pragma once

#include <utility>

#include "cairn/v1/record_service.grpc.pb.h"

#include "eventstore/base/status_macros.h"
#include "services/api/plan_cache.h"
#include "services/api/rpc.h"
#include "services/evidence/proofs.h"
#include "services/reading/record_reader.h"
#include "services/reading/record_resolver.h"
#include "services/recording/recorder.h"
#include "services/recording/turns.h"

namespace cairn {

// What appends waits for a group commit, and a thread that waits costs as much as the call: those
// two alone are answered by callback. Everything else answers at once, from gRPC's own threads.
class RecordApi final
    : public v1::RecordService::WithCallbackMethod_AppendEntries<
          v1::RecordService::WithCallbackMethod_StreamEntries<v1::RecordService::Service>> {
 public:
  // All must outlive it.
  RecordApi(const Rpc& rpc, const EventLog& log, Recorder& recorder, const RecordReader& reader,
            const RecordResolver& resolver, Proofs& proofs, Clock& clock)
      : rpc_(rpc),
        log_(log),
        recorder_(recorder),
        reader_(reader),
        resolver_(resolver),
        proofs_(proofs),
        clock_(clock) {}

  // Lets go of what was computed from the record: content of it was removed.
  void Forget(const RecordId& record) { plans_.Forget(record); }

  grpc::ServerUnaryReactor* AppendEntries(grpc::CallbackServerContext* context,
                                          const v1::AppendEntriesRequest* request,
                                          v1::AppendEntriesResponse* response) override;
  grpc::ServerBidiReactor<v1::StreamEntriesRequest, v1::StreamEntriesResponse>* StreamEntries(
      grpc::CallbackServerContext* context) override;
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
  grpc::Status ComparePlans(grpc::ServerContext* context, const v1::ComparePlansRequest* request,
                            v1::ComparePlansResponse* response) override;
  grpc::Status GetDuties(grpc::ServerContext* context, const v1::GetDutiesRequest* request,
                         v1::GetDutiesResponse* response) override;
  grpc::Status ListEvents(grpc::ServerContext* context, const v1::ListEventsRequest* request,
                          v1::ListEventsResponse* response) override;
  grpc::Status ListReads(grpc::ServerContext* context, const v1::ListReadsRequest* request,
                         v1::ListReadsResponse* response) override;

 private:
  // What the recorder's answer `status` and `response` come to, with proofs if they were asked for.
  absl::Status Reply(const v1::AppendEntriesRequest& request, const absl::Status& status,
                     v1::AppendEntriesResponse& response);
  // What the caller sees of the record that `request` names, and at which times.
  struct Asked {
    VisibleRecord visible;
    TimesAsked at;
  };
  template <typename Request>
  absl::StatusOr<Asked> ReadAsked(const Caller& caller, const Request& request) const {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(request));
    CAIRN_ASSIGN_OR_RETURN(const TimesAsked at, TimesOf(request, DayOfMicros(clock_.NowMicros())));
    CAIRN_ASSIGN_OR_RETURN(VisibleRecord visible,
                           reader_.Read(caller, Action::kReadRecord, request.record_id()));
    return Asked{std::move(visible), at};
  }
  absl::Status ReadPlan(const Caller& caller, const v1::GetPlanRequest& request,
                        v1::GetPlanResponse& response);

  const Rpc& rpc_;
  const EventLog& log_;
  Recorder& recorder_;
  const RecordReader& reader_;
  const RecordResolver& resolver_;
  Proofs& proofs_;
  Turns turns_;  // of all streams
  Clock& clock_;
  PlanCache plans_;
};

}  // namespace cairn
