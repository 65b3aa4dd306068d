// RecordService: the duties of one child.
#include "eventstore/base/status_macros.h"
#include "projections/duties/duty_message.h"
#include "services/api/record_api.h"

namespace cairn {

grpc::Status RecordApi::GetDuties(grpc::ServerContext* context, const v1::GetDutiesRequest* request,
                                  v1::GetDutiesResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_RETURN_IF_ERROR(rpc_.CheckPosition(*request));
    const KnownAt known_at = ToKnownAt(request->has_as_known_at(), request->as_known_at());
    CAIRN_ASSIGN_OR_RETURN(AsOf as_of, ToAsOf(request->has_as_of(), request->as_of()));
    if (!as_of.day) as_of.day = DayOfMicros(clock_.NowMicros());
    CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                           reader_.Read(caller, Action::kReadRecord, request->record_id()));
    const RecordPtr setting = SettingAt(visible, known_at, as_of);
    *response = DutiesMessage(FoldedAt(visible, known_at, as_of),
                              setting ? &setting->setting : nullptr, *as_of.day);
    *response->mutable_position() = rpc_.Head();
    return absl::OkStatus();
  });
}

}  // namespace cairn
