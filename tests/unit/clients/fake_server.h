// A Cairn server without a log, for tests of clients: answers with the function a test sets for a
// call, and remembers deadline and token of every call. Calls may come from any thread; functions
// are set before the first call.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"

#include "cairn/v1/admin_service.grpc.pb.h"
#include "cairn/v1/cohort_service.grpc.pb.h"
#include "cairn/v1/evidence_service.grpc.pb.h"
#include "cairn/v1/record_service.grpc.pb.h"
#include "cairn/v1/timeline_service.grpc.pb.h"

namespace cairn {

// A refusal as the server puts it on the wire: code, sentence and details trailer.
grpc::Status OnTheWire(const absl::Status& refusal);
// The same inside a stream.
v1::StreamEntriesResponse RefusedInStream(const absl::Status& refusal);

class FakeServer final {
 public:
  template <typename Request, typename Response>
  using Answer = std::function<grpc::Status(const Request&, Response&)>;
  using EntriesStream =
      grpc::ServerReaderWriter<v1::StreamEntriesResponse, v1::StreamEntriesRequest>;
  using ExportWriter = grpc::ServerWriter<v1::ExportRecordResponse>;
  template <typename Request, typename Response>
  using StreamAnswer = std::function<grpc::Status(const Request&, grpc::ServerWriter<Response>&)>;

  struct SeenCall {
    std::string method;
    std::string authorization;
    std::chrono::milliseconds time_left;
  };

  FakeServer();
  ~FakeServer();

  // 127.0.0.1 and the port it listens on.
  const std::string& target() const { return target_; }
  std::vector<SeenCall> seen() const;

  // An unset function answers UNIMPLEMENTED.
  Answer<v1::AppendEntriesRequest, v1::AppendEntriesResponse> append_entries;
  std::function<grpc::Status(EntriesStream&)> stream_entries;
  Answer<v1::GetRecordRequest, v1::GetRecordResponse> get_record;
  Answer<v1::ResolveRecordsRequest, v1::ResolveRecordsResponse> resolve_records;
  Answer<v1::GetPlanRequest, v1::GetPlanResponse> get_plan;
  Answer<v1::ComparePlansRequest, v1::ComparePlansResponse> compare_plans;
  Answer<v1::GetDutiesRequest, v1::GetDutiesResponse> get_duties;
  Answer<v1::ListEventsRequest, v1::ListEventsResponse> list_events;
  Answer<v1::ListReadsRequest, v1::ListReadsResponse> list_reads;
  Answer<v1::GetTimelineRequest, v1::GetTimelineResponse> get_timeline;
  StreamAnswer<v1::WatchTimelineRequest, v1::WatchTimelineResponse> watch_timeline;
  std::function<grpc::Status(const v1::ExportRecordRequest&, ExportWriter&)> export_record;
  Answer<v1::GetCheckpointRequest, v1::GetCheckpointResponse> get_checkpoint;
  Answer<v1::ListRegisterRequest, v1::ListRegisterResponse> list_register;
  Answer<v1::ListDutiesRequest, v1::ListDutiesResponse> list_duties;
  Answer<v1::GetProvisionMapRequest, v1::GetProvisionMapResponse> get_provision_map;
  Answer<v1::GetImpactRequest, v1::GetImpactResponse> get_impact;
  Answer<v1::ListAcknowledgementsRequest, v1::ListAcknowledgementsResponse> list_acknowledgements;
  StreamAnswer<v1::ExportReturnRequest, v1::ExportReturnResponse> export_return;
  Answer<v1::GetStatusRequest, v1::GetStatusResponse> get_status;
  Answer<v1::EraseRecordRequest, v1::EraseRecordResponse> erase_record;
  StreamAnswer<v1::BackupRequest, v1::BackupResponse> backup;
  StreamAnswer<v1::ScrubRequest, v1::ScrubResponse> scrub;
  StreamAnswer<v1::RotateKeysRequest, v1::RotateKeysResponse> rotate_keys;
  StreamAnswer<v1::RebuildViewsRequest, v1::RebuildViewsResponse> rebuild_views;
  StreamAnswer<v1::TailLogRequest, v1::TailLogResponse> tail_log;
  StreamAnswer<v1::ExportTilesRequest, v1::ExportTilesResponse> export_tiles;

 private:
  struct Services;
  void Remember(const std::string& method, const grpc::ServerContext& context);

  std::unique_ptr<Services> services_;
  std::string target_;
  mutable std::mutex mutex_;
  std::vector<SeenCall> seen_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace cairn
