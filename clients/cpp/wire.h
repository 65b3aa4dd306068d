// What Client and EntryStream share: the stubs of one channel and the head of every call. Not part
// of the interface of clients/cpp: it is the only header there that needs gRPC.
#pragma once

#include <memory>

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"

#include "cairn/v1/admin_service.grpc.pb.h"
#include "cairn/v1/cohort_service.grpc.pb.h"
#include "cairn/v1/evidence_service.grpc.pb.h"
#include "cairn/v1/feed_service.grpc.pb.h"
#include "cairn/v1/record_service.grpc.pb.h"
#include "cairn/v1/timeline_service.grpc.pb.h"

#include "clients/cpp/client.h"

namespace cairn::client {

struct Wire {
  Wire(const std::shared_ptr<grpc::ChannelInterface>& channel, ClientOptions client_options);

  // Puts deadline and bearer token on a call; fails when the provider has no token.
  absl::Status Prepare(Deadline deadline, grpc::ClientContext& context) const;

  const ClientOptions options;
  const std::unique_ptr<v1::RecordService::StubInterface> records;
  const std::unique_ptr<v1::TimelineService::StubInterface> timelines;
  const std::unique_ptr<v1::EvidenceService::StubInterface> evidence;
  const std::unique_ptr<v1::CohortService::StubInterface> cohorts;
  const std::unique_ptr<v1::FeedService::StubInterface> feed;
  const std::unique_ptr<v1::AdminService::StubInterface> admin;
};

// The end of a call with its details decoded.
absl::Status StatusFrom(const grpc::Status& status);

}  // namespace cairn::client
