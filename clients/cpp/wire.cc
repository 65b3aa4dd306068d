#include "clients/cpp/wire.h"

#include <string>
#include <utility>

#include "clients/cpp/refusal.h"
#include "clients/cpp/status_macros.h"

namespace cairn::client {

Wire::Wire(const std::shared_ptr<grpc::ChannelInterface>& channel, ClientOptions client_options)
    : options(std::move(client_options)),
      records(v1::RecordService::NewStub(channel)),
      timelines(v1::TimelineService::NewStub(channel)),
      evidence(v1::EvidenceService::NewStub(channel)),
      cohorts(v1::CohortService::NewStub(channel)),
      feed(v1::FeedService::NewStub(channel)),
      admin(v1::AdminService::NewStub(channel)) {}

absl::Status Wire::Prepare(Deadline deadline, grpc::ClientContext& context) const {
  context.set_deadline(deadline);
  if (!options.token) return absl::OkStatus();
  CLIENT_ASSIGN_OR_RETURN(const std::string token, options.token());
  context.AddMetadata("authorization", "Bearer " + token);
  return absl::OkStatus();
}

absl::Status StatusFrom(const grpc::Status& status) {
  return StatusFromCall(status.error_code(), status.error_message(), status.error_details());
}

}  // namespace cairn::client
