#include "services/server/grpc_limits.h"

#include <utility>

#include <grpc/grpc.h>
#include <grpcpp/resource_quota.h>

#include "absl/synchronization/mutex.h"

#include "eventstore/base/limits.h"
#include "services/api/malformed_requests.h"

namespace cairn {
namespace {

// What reads is answered in its thread, so there are as many threads as readers served at once;
// beyond them gRPC answers RESOURCE_EXHAUSTED. What appends shares the lanes.
constexpr int kThreadsMax = 160;
constexpr int kPollersMax = 64;
constexpr size_t kMemoryQuotaBytes = size_t{512} << 20;

}  // namespace

void SetGrpcLimits(grpc::ServerBuilder& builder) {
  // Debian builds absl with its search for deadlocks, which keeps a graph of all locks of gRPC
  // under one lock of its own.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  builder.SetMaxReceiveMessageSize(4 * static_cast<int>(limits::kRequestBytesMax));
  builder.SetMaxSendMessageSize(static_cast<int>(limits::kReplyBytesMax));
  // A compressed message is unpacked before its size is checked, so 1 MiB could become 900.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  grpc::ResourceQuota quota("cairn");
  quota.Resize(kMemoryQuotaBytes).SetMaxThreads(kThreadsMax);
  builder.SetResourceQuota(quota);
  // One queue and one poller at least: more of them wake each other (measured, two cores: a fifth
  // fewer calls with two of each).
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kPollersMax);
  const std::pair<const char*, int> arguments[] = {
      {GRPC_ARG_MAX_CONCURRENT_STREAMS, 100},
      {GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(limits::kMetadataBytesMax)},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 5'000},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS, 300'000},
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, 900'000},
      {GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 30'000},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 60'000},
      {GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2},
      {GRPC_ARG_ALLOW_REUSEPORT, 0},  // or a second server could take half of the calls
  };
  for (const auto& [name, value] : arguments) builder.AddChannelArgument(name, value);
  builder.experimental().SetInterceptorCreators(MalformedRequestInterceptors());
}

}  // namespace cairn
