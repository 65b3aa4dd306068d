// A stream of two directions that ends before anything of it is read.
#pragma once

#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

namespace cairn {

// Deletes itself when gRPC is done with it.
template <typename Request, typename Response>
class RefusedStream final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  explicit RefusedStream(const grpc::Status& status) { this->Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace cairn
