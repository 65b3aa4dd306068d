#include "services/server/server.h"

#include <chrono>
#include <string>
#include <utility>

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_format.h"

#include "cairn/v1/cohort_service.pb.h"
#include "cairn/v1/feed_service.pb.h"

#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/proof_builder.h"
#include "projections/view_runner/runner.h"
#include "services/access/guard.h"
#include "services/access/jwks.h"
#include "services/access/policy.h"
#include "services/access/readerships.h"
#include "services/access/token_verifier.h"
#include "services/administration/eraser.h"
#include "services/administration/upkeep.h"
#include "services/administration/view_upkeep.h"
#include "services/api/admin_api.h"
#include "services/api/cohort_api.h"
#include "services/api/evidence_api.h"
#include "services/api/feed_api.h"
#include "services/api/record_api.h"
#include "services/api/timeline_api.h"
#include "services/cohort/cohort_reader.h"
#include "services/cohort/cohort_views.h"
#include "services/read_journal/read_journal.h"
#include "services/read_journal/read_writer.h"
#include "services/server/data_folder.h"
#include "services/server/grpc_limits.h"

namespace cairn {
namespace {

// Appends are worked on by these threads, which never wait for a commit.
constexpr size_t kLanes = 4;
// Rows of whole schools, opened, for questions about many children: the schools that were asked
// about last.
constexpr size_t kCohortTableBytes = size_t{256} << 20;

absl::StatusOr<std::unique_ptr<TokenVerifier>> MakeVerifier(const ServerConfig& config,
                                                            Clock& clock) {
  CAIRN_ASSIGN_OR_RETURN(KeySet keys, KeySet::Load(config.jwks));
  return std::make_unique<TokenVerifier>(
      std::move(keys),
      TokenRules{.issuer = config.issuer,
                 .audience = config.audience,
                 .lifetime_max_s = config.token_minutes_max * 60},
      clock);
}

Upkeep::Settings UpkeepSettings(const ServerConfig& config) {
  return {.backup_folder = config.backup,
          .backup_bytes_per_s = config.backup_mib_per_s << 20,
          .scrub_bytes_per_s = config.scrub_mib_per_s << 20,
          .origin = config.origin,
          .last_scrub_file = config.data + "/last_scrub"};
}

absl::Status CheckPolicies() {
  const google::protobuf::ServiceDescriptor* const services[] = {
      v1::AppendEntriesRequest::descriptor()->file()->service(0),
      v1::GetTimelineRequest::descriptor()->file()->service(0),
      v1::ListRegisterRequest::descriptor()->file()->service(0),
      v1::SubscribeRequest::descriptor()->file()->service(0),
      v1::GetProofRequest::descriptor()->file()->service(0),
      v1::GetStatusRequest::descriptor()->file()->service(0),
  };
  return CheckEveryMethodHasAPolicy(services);
}

}  // namespace

// In the order of construction; destroyed in reverse.
struct Server::Parts {
  Parts(const ServerConfig& config, Clock& clock, Random& random,
        std::unique_ptr<DataFolder> opened, std::unique_ptr<TokenVerifier> token_verifier)
      : lanes(kLanes),
        folder(std::move(opened)),
        verifier(std::move(token_verifier)),
        guard(*verifier, clock),
        reads(clock, config.reads_waiting_max),
        read_writer(
            *folder->log, reads, clock, random,
            {.interval_ms = config.reads_interval_ms, .simulated_clock = config.simulated_clock}),
        records(*folder->log, config.records_mib << 20),
        runner(*folder->log, *folder->views,
               {.open = OpenEvent,
                .load = [this](const RecordId& record) { return records.Load(record); },
                .forget = [this](const RecordId& record) { records.Forget(record); },
                .readings_of = ReadingsFor,
                // Views wait while the log still has as much again to write.
                .disk_reserve_bytes = 2 * (config.disk_reserve_mib << 20)}),
        builder(folder->log->ledger(), folder->log->keys()),
        signer(*folder->log, *folder->signer),
        proofs(*folder->log, builder, signer),
        recorder(*folder->log, records, guard, lanes, clock, random,
                 {.simulated_clock = config.simulated_clock}),
        reader(records, guard, reads),
        resolver(*folder->log, records, guard),
        record_export(*folder->log, records, recorder, builder, signer, clock),
        eraser(*folder->log, records, guard, recorder.turns(),
               {.simulated_clock = config.simulated_clock,
                .forget =
                    [this](const RecordId& record) {
                      record_api.Forget(record);
                      cohort_reader.Forget(record);
                    }}),
        upkeep(*folder->log, *folder->storage, *folder->vault, clock, UpkeepSettings(config)),
        view_upkeep(*folder->log, *folder->views, runner),
        cohort_reader({*folder->log, *folder->views, records, guard, clock}, CohortViews(),
                      kCohortTableBytes),
        rpc(guard, *folder->log, clock),
        record_api(rpc, *folder->log, recorder, reader, resolver, proofs, clock),
        timeline_api(rpc, *folder->log, reader, clock, config.simulated_clock),
        cohort_api(rpc, cohort_reader, records, reads, clock),
        feed_api(rpc, guard, *folder->log, records, reads, clock),
        evidence_api(rpc, guard, *folder->log, reader, signer, proofs, record_export),
        admin_api(rpc, guard, {*folder->log, *folder->storage, signer, eraser, upkeep, view_upkeep},
                  {.simulated_clock = config.simulated_clock,
                   .disk_reserve_bytes = config.disk_reserve_mib << 20}) {}

  Lanes lanes;  // outlives the log, whose thread wakes them
  std::unique_ptr<DataFolder> folder;
  std::unique_ptr<TokenVerifier> verifier;
  Guard guard;
  ReadJournal reads;
  ReadWriter read_writer;
  RecordCache records;
  Runner runner;
  ProofBuilder builder;
  CheckpointSigner signer;
  Proofs proofs;
  Recorder recorder;
  RecordReader reader;
  RecordResolver resolver;
  RecordExport record_export;
  Eraser eraser;
  Upkeep upkeep;
  ViewUpkeep view_upkeep;
  CohortReader cohort_reader;
  Rpc rpc;
  RecordApi record_api;
  TimelineApi timeline_api;
  CohortApi cohort_api;
  FeedApi feed_api;
  EvidenceApi evidence_api;
  AdminApi admin_api;
  std::unique_ptr<grpc::Server> grpc_server;
  int port = 0;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Drain(0); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerConfig& config, Clock& clock, Random& random,
    std::function<void(const absl::Status&)> on_failure) {
  CAIRN_RETURN_IF_ERROR(CheckConfig(config));
  CAIRN_RETURN_IF_ERROR(CheckPolicies());
  CAIRN_ASSIGN_OR_RETURN(std::unique_ptr<TokenVerifier> verifier, MakeVerifier(config, clock));
  CAIRN_ASSIGN_OR_RETURN(std::unique_ptr<DataFolder> folder,
                         OpenDataFolder(config, clock, random, std::move(on_failure)));
  auto parts =
      std::make_unique<Parts>(config, clock, random, std::move(folder), std::move(verifier));

  parts->runner.Start();
  parts->read_writer.Start();

  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  SetGrpcLimits(builder);
  builder.AddListeningPort(config.listen, grpc::InsecureServerCredentials(), &parts->port);
  builder.RegisterService(&parts->record_api);
  builder.RegisterService(&parts->timeline_api);
  builder.RegisterService(&parts->cohort_api);
  builder.RegisterService(&parts->feed_api);
  builder.RegisterService(&parts->evidence_api);
  builder.RegisterService(&parts->admin_api);
  parts->grpc_server = builder.BuildAndStart();
  if (!parts->grpc_server || parts->port == 0) {
    return absl::UnavailableError(absl::StrFormat(
        "cannot listen on %s: another program has the port, or the address is not of this machine. "
        "Choose another with --listen; port 0 takes a free one.",
        config.listen));
  }
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

int Server::port() const { return parts_->port; }

absl::Status Server::FlushReads() { return parts_->read_writer.Flush(); }

void Server::Drain(int64_t grace_ms) {
  if (!parts_->grpc_server) return;
  parts_->grpc_server->GetHealthCheckService()->SetServingStatus(false);
  parts_->feed_api.Stop();
  parts_->timeline_api.Stop();
  parts_->admin_api.Stop();
  parts_->grpc_server->Shutdown(std::chrono::system_clock::now() +
                                std::chrono::milliseconds(grace_ms));
  parts_->grpc_server->Wait();
  parts_->grpc_server.reset();
  parts_->read_writer.Stop();
  parts_->runner.Stop();
}

}  // namespace cairn
