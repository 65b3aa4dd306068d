// The limits that every gRPC server of Cairn has. gRPC 1.51 is not built to face strangers: these
// keep one client of the edge proxy from taking the machine, and the proxy keeps the rest away.
#pragma once

#include <grpcpp/server_builder.h>

namespace cairn {

// Sets sizes, threads, memory, connection ages and pings, switches compression off, and gives bytes
// that are no message a reason.
void SetGrpcLimits(grpc::ServerBuilder& builder);

}  // namespace cairn
