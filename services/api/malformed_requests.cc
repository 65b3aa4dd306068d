#include "services/api/malformed_requests.h"

#include "eventstore/base/errors.h"
#include "services/api/status_mapping.h"

namespace cairn {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;

// What gRPC 1.51 answers: INTERNAL from its threads, UNIMPLEMENTED for a method with a callback.
bool SaysMalformed(grpc::StatusCode code) {
  return code == grpc::StatusCode::INTERNAL || code == grpc::StatusCode::UNIMPLEMENTED;
}

class Interceptor final : public grpc::experimental::Interceptor {
 public:
  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      // Every status of ours carries details; without them it is gRPC's own.
      const grpc::Status status = methods->GetSendStatus();
      if (SaysMalformed(status.error_code()) && status.error_details().empty()) {
        methods->ModifySendStatus(ToGrpcStatus(InvalidRequest({ShapeFault(
            "", "MALFORMED", "These bytes are not a message of this method's contract.")})));
      }
    }
    methods->Proceed();
  }
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo*) override {
    return new Interceptor;  // owned by gRPC
  }
};

}  // namespace

std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
MalformedRequestInterceptors() {
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> creators;
  creators.push_back(std::make_unique<Factory>());
  return creators;
}

}  // namespace cairn
