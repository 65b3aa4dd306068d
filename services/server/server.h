// Server: the composition root. Builds everything in order, by constructor, and serves it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "services/server/config.h"

namespace cairn {

// One thread starts and stops it; calls are served by gRPC's threads in between.
class Server {
 public:
  // Opens the data folder, checks that every method of the contract has a policy row, and listens.
  // Refuses with a sentence that says what is wrong and what to do. `on_failure` is called once,
  // from the log's thread, if the log can no longer be trusted to write: the process must then end
  // with 70. `clock` and `random` must outlive the server.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerConfig& config, Clock& clock, Random& random,
      std::function<void(const absl::Status&)> on_failure);
  ~Server();

  // The bound port.
  int port() const;

  // Writes into the log who has read what up to now; it does so by itself as the configuration
  // says. Durable on OK.
  absl::Status FlushReads();

  // Stops taking calls, tells health checks, gives calls in progress `grace_ms` to end, and returns
  // when all have and it is noted who has read what. Idempotent.
  void Drain(int64_t grace_ms);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace cairn
