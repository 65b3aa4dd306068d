// AdminService: what those who run the service need. Shows nothing about any child.
#pragma once

#include "cairn/v1/admin_service.grpc.pb.h"

#include "eventstore/storage/storage.h"
#include "services/api/rpc.h"
#include "services/evidence/checkpoint_signer.h"

namespace cairn {

class AdminApi final : public v1::AdminService::Service {
 public:
  struct Facts {
    bool simulated_clock = false;
    uint64_t disk_reserve_bytes = 0;
  };

  // All must outlive it.
  AdminApi(const Rpc& rpc, const Guard& guard, const EventLog& log, const Storage& storage,
           const CheckpointSigner& signer, Facts facts)
      : rpc_(rpc), guard_(guard), log_(log), storage_(storage), signer_(signer), facts_(facts) {}

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

 private:
  const Rpc& rpc_;
  const Guard& guard_;
  const EventLog& log_;
  const Storage& storage_;
  const CheckpointSigner& signer_;
  const Facts facts_;
};

}  // namespace cairn
