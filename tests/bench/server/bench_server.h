// A real server in this process, on a real disk, with records that are warm, and the requests to
// send to it.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/server.h>

#include "cairn/v1/admin_service.grpc.pb.h"
#include "cairn/v1/evidence_service.grpc.pb.h"
#include "cairn/v1/feed_service.grpc.pb.h"
#include "cairn/v1/record_service.grpc.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "services/server/server.h"
#include "tests/support/temp_folder.h"
#include "tests/support/token_issuer.h"

namespace cairn::bench {

// Connections that the callers share, as a few client programs would have.
inline constexpr int kChannels = 4;

// AdminService that does nothing: what gRPC itself costs, with the limits, the threads and the kind
// of handler of an append.
class EmptyService final
    : public v1::AdminService::WithCallbackMethod_GetStatus<v1::AdminService::Service> {
 public:
  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest*,
                                      v1::GetStatusResponse*) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

class BenchServer {
 public:
  // Starts it and opens `warm_records` records, rounded up to fifties, each with a plan, so that
  // GetPlan has something to show. Stops the process when it cannot.
  explicit BenchServer(size_t warm_records);
  ~BenchServer();

  std::unique_ptr<v1::RecordService::Stub> Records(int caller) const;
  std::unique_ptr<v1::EvidenceService::Stub> Evidence() const;
  std::unique_ptr<v1::FeedService::Stub> Feed() const;
  // Of the server that does nothing.
  std::unique_ptr<v1::AdminService::Stub> Empty(int caller) const;
  // Token and deadline.
  void Prepare(grpc::ClientContext& context) const;

  // Makes `request` the next append: `entries` of about 1 KB each for one of the warm records,
  // whatever its version. It is either empty or came from here: what it holds is used again, so
  // that making it costs next to nothing beside recording it.
  void NextAppend(std::mt19937_64& random, int entries, v1::AppendEntriesRequest& request) const;
  const std::string& RecordId(size_t index) const { return record_ids_[index]; }

 private:
  void Fill(size_t warm_records);

  TempFolder folder_;
  TokenIssuer issuer_;
  SystemClock clock_;
  SystemRandom random_;
  std::string bearer_;
  std::unique_ptr<Server> server_;
  EmptyService empty_service_;
  int empty_port_ = 0;
  std::unique_ptr<grpc::Server> empty_server_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::shared_ptr<grpc::Channel>> empty_channels_;
  std::vector<std::string> record_ids_;
};

}  // namespace cairn::bench
