// AdminService: what those who run the service need. Shows no content of any record. Handlers only
// translate; each group of calls has a file of its own.
#pragma once

#include <atomic>

#include "cairn/v1/admin_service.grpc.pb.h"

#include "eventstore/storage/storage.h"
#include "services/administration/eraser.h"
#include "services/administration/upkeep.h"
#include "services/administration/view_upkeep.h"
#include "services/api/rpc.h"
#include "services/evidence/checkpoint_signer.h"

namespace cairn {

class AdminApi final : public v1::AdminService::Service {
 public:
  struct Facts {
    bool simulated_clock = false;
    uint64_t disk_reserve_bytes = 0;
  };
  // What the calls work on.
  struct Tools {
    const EventLog& log;
    const Storage& storage;
    CheckpointSigner& signer;
    Eraser& eraser;
    Upkeep& upkeep;
    ViewUpkeep& views;
  };

  // All must outlive it.
  AdminApi(const Rpc& rpc, const Guard& guard, Tools tools, Facts facts)
      : rpc_(rpc), guard_(guard), tools_(tools), facts_(facts) {}

  // Ends the calls that would otherwise go on: the server is about to stop.
  void Stop() {
    tools_.upkeep.Stop();
    tools_.views.Stop();
  }

  // admin_api.cc
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status EraseRecord(grpc::ServerContext* context, const v1::EraseRecordRequest* request,
                           v1::EraseRecordResponse* response) override;
  // admin_upkeep_api.cc
  grpc::Status Backup(grpc::ServerContext* context, const v1::BackupRequest* request,
                      grpc::ServerWriter<v1::BackupResponse>* writer) override;
  grpc::Status RotateKeys(grpc::ServerContext* context, const v1::RotateKeysRequest* request,
                          grpc::ServerWriter<v1::RotateKeysResponse>* writer) override;
  grpc::Status Scrub(grpc::ServerContext* context, const v1::ScrubRequest* request,
                     grpc::ServerWriter<v1::ScrubResponse>* writer) override;
  grpc::Status RebuildViews(grpc::ServerContext* context, const v1::RebuildViewsRequest* request,
                            grpc::ServerWriter<v1::RebuildViewsResponse>* writer) override;
  // admin_log_api.cc
  grpc::Status TailLog(grpc::ServerContext* context, const v1::TailLogRequest* request,
                       grpc::ServerWriter<v1::TailLogResponse>* writer) override;
  grpc::Status ExportTiles(grpc::ServerContext* context, const v1::ExportTilesRequest* request,
                           grpc::ServerWriter<v1::ExportTilesResponse>* writer) override;

 private:
  absl::Status Tail(const grpc::ServerContext& context, const v1::TailLogRequest& request,
                    grpc::ServerWriter<v1::TailLogResponse>& writer);

  const Rpc& rpc_;
  const Guard& guard_;
  const Tools tools_;
  const Facts facts_;
  std::atomic<int> tails_ = 0;
};

}  // namespace cairn
