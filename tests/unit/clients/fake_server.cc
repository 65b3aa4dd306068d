#include "tests/unit/clients/fake_server.h"

#include <optional>

#include "eventstore/base/errors.h"

namespace cairn {
namespace {

v1::ErrorStatus ErrorOf(const absl::Status& refusal) {
  v1::ErrorStatus error;
  error.set_code(static_cast<int>(refusal.code()));
  error.set_message(std::string(refusal.message()));
  const std::optional<v1::ErrorDetail> detail = DetailOf(refusal);
  if (detail) error.add_details()->PackFrom(*detail);
  return error;
}

template <typename Function, typename... Arguments>
grpc::Status AnswerWith(const Function& function, Arguments&... arguments) {
  if (!function) return {grpc::StatusCode::UNIMPLEMENTED, "the test sets no answer"};
  return function(arguments...);
}

}  // namespace

grpc::Status OnTheWire(const absl::Status& refusal) {
  const v1::ErrorStatus error = ErrorOf(refusal);
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

v1::StreamEntriesResponse RefusedInStream(const absl::Status& refusal) {
  v1::StreamEntriesResponse response;
  *response.mutable_refused() = ErrorOf(refusal);
  return response;
}

struct FakeServer::Services {
  struct Records final : v1::RecordService::Service {
    explicit Records(FakeServer& fake) : owner(fake) {}
    grpc::Status AppendEntries(grpc::ServerContext* context,
                               const v1::AppendEntriesRequest* request,
                               v1::AppendEntriesResponse* response) override {
      owner.Remember("AppendEntries", *context);
      return AnswerWith(owner.append_entries, *request, *response);
    }
    grpc::Status StreamEntries(grpc::ServerContext* context, EntriesStream* stream) override {
      owner.Remember("StreamEntries", *context);
      return AnswerWith(owner.stream_entries, *stream);
    }
    grpc::Status GetRecord(grpc::ServerContext* context, const v1::GetRecordRequest* request,
                           v1::GetRecordResponse* response) override {
      owner.Remember("GetRecord", *context);
      return AnswerWith(owner.get_record, *request, *response);
    }
    grpc::Status ResolveRecords(grpc::ServerContext* context,
                                const v1::ResolveRecordsRequest* request,
                                v1::ResolveRecordsResponse* response) override {
      owner.Remember("ResolveRecords", *context);
      return AnswerWith(owner.resolve_records, *request, *response);
    }
    grpc::Status GetPlan(grpc::ServerContext* context, const v1::GetPlanRequest* request,
                         v1::GetPlanResponse* response) override {
      owner.Remember("GetPlan", *context);
      return AnswerWith(owner.get_plan, *request, *response);
    }
    grpc::Status ComparePlans(grpc::ServerContext* context, const v1::ComparePlansRequest* request,
                              v1::ComparePlansResponse* response) override {
      owner.Remember("ComparePlans", *context);
      return AnswerWith(owner.compare_plans, *request, *response);
    }
    grpc::Status GetDuties(grpc::ServerContext* context, const v1::GetDutiesRequest* request,
                           v1::GetDutiesResponse* response) override {
      owner.Remember("GetDuties", *context);
      return AnswerWith(owner.get_duties, *request, *response);
    }
    grpc::Status ListEvents(grpc::ServerContext* context, const v1::ListEventsRequest* request,
                            v1::ListEventsResponse* response) override {
      owner.Remember("ListEvents", *context);
      return AnswerWith(owner.list_events, *request, *response);
    }
    grpc::Status ListReads(grpc::ServerContext* context, const v1::ListReadsRequest* request,
                           v1::ListReadsResponse* response) override {
      owner.Remember("ListReads", *context);
      return AnswerWith(owner.list_reads, *request, *response);
    }
    FakeServer& owner;
  };
  struct Timelines final : v1::TimelineService::Service {
    explicit Timelines(FakeServer& fake) : owner(fake) {}
    grpc::Status GetTimeline(grpc::ServerContext* context, const v1::GetTimelineRequest* request,
                             v1::GetTimelineResponse* response) override {
      owner.Remember("GetTimeline", *context);
      return AnswerWith(owner.get_timeline, *request, *response);
    }
    grpc::Status WatchTimeline(grpc::ServerContext* context,
                               const v1::WatchTimelineRequest* request,
                               grpc::ServerWriter<v1::WatchTimelineResponse>* writer) override {
      owner.Remember("WatchTimeline", *context);
      return AnswerWith(owner.watch_timeline, *request, *writer);
    }
    FakeServer& owner;
  };
  struct Cohorts final : v1::CohortService::Service {
    explicit Cohorts(FakeServer& fake) : owner(fake) {}
    grpc::Status ListRegister(grpc::ServerContext* context, const v1::ListRegisterRequest* request,
                              v1::ListRegisterResponse* response) override {
      owner.Remember("ListRegister", *context);
      return AnswerWith(owner.list_register, *request, *response);
    }
    grpc::Status ListDuties(grpc::ServerContext* context, const v1::ListDutiesRequest* request,
                            v1::ListDutiesResponse* response) override {
      owner.Remember("ListDuties", *context);
      return AnswerWith(owner.list_duties, *request, *response);
    }
    grpc::Status GetProvisionMap(grpc::ServerContext* context,
                                 const v1::GetProvisionMapRequest* request,
                                 v1::GetProvisionMapResponse* response) override {
      owner.Remember("GetProvisionMap", *context);
      return AnswerWith(owner.get_provision_map, *request, *response);
    }
    grpc::Status GetImpact(grpc::ServerContext* context, const v1::GetImpactRequest* request,
                           v1::GetImpactResponse* response) override {
      owner.Remember("GetImpact", *context);
      return AnswerWith(owner.get_impact, *request, *response);
    }
    grpc::Status ListAcknowledgements(grpc::ServerContext* context,
                                      const v1::ListAcknowledgementsRequest* request,
                                      v1::ListAcknowledgementsResponse* response) override {
      owner.Remember("ListAcknowledgements", *context);
      return AnswerWith(owner.list_acknowledgements, *request, *response);
    }
    grpc::Status ExportReturn(grpc::ServerContext* context, const v1::ExportReturnRequest* request,
                              grpc::ServerWriter<v1::ExportReturnResponse>* writer) override {
      owner.Remember("ExportReturn", *context);
      return AnswerWith(owner.export_return, *request, *writer);
    }
    FakeServer& owner;
  };
  struct Evidence final : v1::EvidenceService::Service {
    explicit Evidence(FakeServer& fake) : owner(fake) {}
    grpc::Status ExportRecord(grpc::ServerContext* context, const v1::ExportRecordRequest* request,
                              ExportWriter* writer) override {
      owner.Remember("ExportRecord", *context);
      return AnswerWith(owner.export_record, *request, *writer);
    }
    grpc::Status GetCheckpoint(grpc::ServerContext* context,
                               const v1::GetCheckpointRequest* request,
                               v1::GetCheckpointResponse* response) override {
      owner.Remember("GetCheckpoint", *context);
      return AnswerWith(owner.get_checkpoint, *request, *response);
    }
    FakeServer& owner;
  };
  struct Admin final : v1::AdminService::Service {
    explicit Admin(FakeServer& fake) : owner(fake) {}
    grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                           v1::GetStatusResponse* response) override {
      owner.Remember("GetStatus", *context);
      return AnswerWith(owner.get_status, *request, *response);
    }
    grpc::Status EraseRecord(grpc::ServerContext* context, const v1::EraseRecordRequest* request,
                             v1::EraseRecordResponse* response) override {
      owner.Remember("EraseRecord", *context);
      return AnswerWith(owner.erase_record, *request, *response);
    }
    grpc::Status Backup(grpc::ServerContext* context, const v1::BackupRequest* request,
                        grpc::ServerWriter<v1::BackupResponse>* writer) override {
      owner.Remember("Backup", *context);
      return AnswerWith(owner.backup, *request, *writer);
    }
    grpc::Status Scrub(grpc::ServerContext* context, const v1::ScrubRequest* request,
                       grpc::ServerWriter<v1::ScrubResponse>* writer) override {
      owner.Remember("Scrub", *context);
      return AnswerWith(owner.scrub, *request, *writer);
    }
    grpc::Status RotateKeys(grpc::ServerContext* context, const v1::RotateKeysRequest* request,
                            grpc::ServerWriter<v1::RotateKeysResponse>* writer) override {
      owner.Remember("RotateKeys", *context);
      return AnswerWith(owner.rotate_keys, *request, *writer);
    }
    grpc::Status RebuildViews(grpc::ServerContext* context, const v1::RebuildViewsRequest* request,
                              grpc::ServerWriter<v1::RebuildViewsResponse>* writer) override {
      owner.Remember("RebuildViews", *context);
      return AnswerWith(owner.rebuild_views, *request, *writer);
    }
    grpc::Status TailLog(grpc::ServerContext* context, const v1::TailLogRequest* request,
                         grpc::ServerWriter<v1::TailLogResponse>* writer) override {
      owner.Remember("TailLog", *context);
      return AnswerWith(owner.tail_log, *request, *writer);
    }
    grpc::Status ExportTiles(grpc::ServerContext* context, const v1::ExportTilesRequest* request,
                             grpc::ServerWriter<v1::ExportTilesResponse>* writer) override {
      owner.Remember("ExportTiles", *context);
      return AnswerWith(owner.export_tiles, *request, *writer);
    }
    FakeServer& owner;
  };

  explicit Services(FakeServer& owner)
      : records(owner), timelines(owner), cohorts(owner), evidence(owner), admin(owner) {}
  Records records;
  Timelines timelines;
  Cohorts cohorts;
  Evidence evidence;
  Admin admin;
};

FakeServer::FakeServer() : services_(std::make_unique<Services>(*this)) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&services_->records);
  builder.RegisterService(&services_->timelines);
  builder.RegisterService(&services_->cohorts);
  builder.RegisterService(&services_->evidence);
  builder.RegisterService(&services_->admin);
  server_ = builder.BuildAndStart();
  target_ = "127.0.0.1:" + std::to_string(port);
}

FakeServer::~FakeServer() { server_->Shutdown(std::chrono::system_clock::now()); }

std::vector<FakeServer::SeenCall> FakeServer::seen() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return seen_;
}

void FakeServer::Remember(const std::string& method, const grpc::ServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto token = metadata.find("authorization");
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      context.deadline() - std::chrono::system_clock::now());
  const std::lock_guard<std::mutex> lock(mutex_);
  seen_.push_back({method,
                   token == metadata.end()
                       ? std::string()
                       : std::string(token->second.data(), token->second.size()),
                   left});
}

}  // namespace cairn
