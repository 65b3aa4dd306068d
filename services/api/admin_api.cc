#include "services/api/admin_api.h"

#include <string>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "eventstore/base/version.h"
#include "projections/record/position_and_time.h"

namespace cairn {

grpc::Status AdminApi::GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                                 v1::GetStatusResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kReadStatus).status());
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    CAIRN_ASSIGN_OR_RETURN(const uint64_t free_bytes, tools_.storage.FreeBytes());
    const LogHead head = tools_.log.Head();
    *response->mutable_position() = ToPosition(head.generation, head.position);
    response->set_root(std::string(HashBytes(head.root)));
    response->set_origin(tools_.signer.origin());
    response->set_verifier_key(tools_.signer.verifier_key());
    if (head.position > 0) {
      *response->mutable_last_recorded_time() = ToTimestamp(head.recorded_at_us);
    }
    response->set_server_version(kCairnVersion);
    response->set_simulated_clock(facts_.simulated_clock);
    response->set_free_bytes(free_bytes);
    response->set_refusing_appends(free_bytes < facts_.disk_reserve_bytes);
    response->set_generation(head.generation);
    response->set_has_backup_folder(tools_.upkeep.has_backup_folder());
    if (const auto backup = tools_.upkeep.backup().last_report()) {
      *response->mutable_last_backup() = *backup;
    }
    if (const auto scrub = tools_.upkeep.last_scrub()) *response->mutable_last_scrub() = *scrub;
    for (v1::ViewStatus& view : tools_.views.Statuses()) *response->add_views() = std::move(view);
    return absl::OkStatus();
  });
}

grpc::Status AdminApi::EraseRecord(grpc::ServerContext* context,
                                   const v1::EraseRecordRequest* request,
                                   v1::EraseRecordResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(*response, tools_.eraser.Erase(caller, *request));
    return absl::OkStatus();
  });
}

}  // namespace cairn
