// RecordService: the duties of one child.
#include "eventstore/base/status_macros.h"
#include "projections/duties/duty_message.h"
#include "services/api/record_api.h"

namespace cairn {

grpc::Status RecordApi::GetDuties(grpc::ServerContext* context, const v1::GetDutiesRequest* request,
                                  v1::GetDutiesResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const Asked asked, ReadAsked(caller, *request));
    const RecordPtr setting = SettingAt(asked.visible, asked.at);
    *response = DutiesMessage(FoldedAt(asked.visible, asked.at),
                              setting ? &setting->setting : nullptr, *asked.at.as_of.day);
    *response->mutable_position() = rpc_.Head();
    return absl::OkStatus();
  });
}

}  // namespace cairn
