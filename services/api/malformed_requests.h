// gRPC answers bytes that are no message of the contract by itself, before any handler runs, with
// INTERNAL or UNIMPLEMENTED and no detail. This interceptor gives that answer a reason:
// INVALID_ARGUMENT / INVALID_REQUEST, fault MALFORMED. It touches nothing else and knows no
// identity.
#pragma once

#include <memory>
#include <vector>

#include <grpcpp/support/server_interceptor.h>

namespace cairn {

// For ServerBuilder::experimental().SetInterceptorCreators.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
MalformedRequestInterceptors();

}  // namespace cairn
