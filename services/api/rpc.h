// Rpc: what every call goes through, in one place: deadline, sign-in, position, status, log.
// Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>
#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/api/status_mapping.h"

namespace cairn {

class Rpc {
 public:
  // All must outlive it.
  Rpc(const Guard& guard, const EventLog& log, Clock& clock)
      : guard_(guard), log_(log), clock_(clock) {}

  // Runs `handler(caller)`, which returns an absl::Status, for a caller whose token is good and
  // whose deadline is sound, and answers in gRPC's terms. `deadline_max_ms`: the longest wait that
  // a client may ask for.
  template <typename Handler>
  grpc::Status Run(grpc::ServerContext& context, int64_t deadline_max_ms, Handler&& handler) const {
    const int64_t begun_us = clock_.MonotonicMicros();
    const absl::StatusOr<CallerPtr> caller = Begin(context, deadline_max_ms);
    const absl::Status status =
        caller.ok() ? std::forward<Handler>(handler)(**caller) : caller.status();
    return End(status, begun_us);
  }

  // The same for calls of at most limits::kDeadlineMaxMs.
  template <typename Handler>
  grpc::Status Run(grpc::ServerContext& context, Handler&& handler) const {
    return Run(context, limits::kDeadlineMaxMs, std::forward<Handler>(handler));
  }

  // The same for a call that is answered later: `handler(caller, done)` begins the work, for a
  // CallerPtr, and `done` is called with its absl::Status exactly once, from any thread.
  template <typename Handler>
  grpc::ServerUnaryReactor* Start(grpc::CallbackServerContext& context, Handler&& handler) const {
    const int64_t begun_us = clock_.MonotonicMicros();
    grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
    const auto done = [this, reactor, begun_us](const absl::Status& status) {
      reactor->Finish(End(status, begun_us));
    };
    const absl::StatusOr<CallerPtr> caller = Begin(context, limits::kDeadlineMaxMs);
    if (caller.ok()) {
      std::forward<Handler>(handler)(*caller, done);
    } else {
      done(caller.status());
    }
    return reactor;
  }

  // The same for a stream that is answered later: who is calling, and what makes the status that it
  // ends with, which must be called at its end and may outlive this call, not this Rpc.
  struct Opened {
    absl::StatusOr<CallerPtr> caller;
    std::function<grpc::Status(const absl::Status&)> end;
  };
  Opened Open(const grpc::CallbackServerContext& context, int64_t deadline_max_ms) const;

  // OK when the log has reached `request.min_position()`, or the request names none.
  //   HISTORY_RESTORED  the position is of another generation of the log, above the last one that
  //                     both have: metadata `fork` (0: none) and `generation`
  //   POSITION_AHEAD    this log has never reached it: what the caller saw has been lost
  template <typename Request>
  absl::Status CheckPosition(const Request& request) const {
    return request.has_min_position() ? CheckReached(request.min_position()) : absl::OkStatus();
  }

  // The same for a position that is there.
  absl::Status CheckReached(const v1::Position& wanted) const;

  // The head, as replies carry it.
  v1::Position Head() const;

 private:
  absl::StatusOr<CallerPtr> Begin(const grpc::ServerContextBase& context,
                                  int64_t deadline_max_ms) const;
  grpc::Status End(const absl::Status& status, int64_t begun_us) const;

  const Guard& guard_;
  const EventLog& log_;
  Clock& clock_;
};

}  // namespace cairn
