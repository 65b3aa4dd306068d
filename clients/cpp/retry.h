// When a call is repeated, and after how long. Pure but for RunWithRetries, which sleeps through
// the sleeper it is given, so that tests never wait.
#pragma once

#include <chrono>
#include <functional>

#include "absl/status/status.h"

namespace cairn::client {

using Milliseconds = std::chrono::milliseconds;
using Deadline = std::chrono::system_clock::time_point;

// How often and how patiently a call is repeated. Only calls that may be repeated without harm use
// it: every read, and every append, because it carries its request id.
struct RetryPolicy {
  // Attempts in all; 1 never repeats.
  int attempts = 5;
  // Upper bound of the wait after the first failure; doubles with each further one.
  Milliseconds first_wait{100};
  // No wait is longer, unless the server asks for it.
  Milliseconds longest_wait{5'000};
  // How the waits are spent. Empty sleeps on this thread.
  std::function<void(Milliseconds)> sleep;
  // Draws from [0, 1), so that clients that failed together do not come back together. Empty draws
  // from the system.
  std::function<double()> jitter;
};

// Whether the same call may succeed later: UNAVAILABLE, or refused before anything was done because
// others are being served (QUEUE_FULL, READS_NOT_NOTED, TOO_MANY_STREAMS; a call that is renewed
// may meet the room that it has just left). Never ABORTED: there the decision itself must be made
// again.
bool IsWorthRepeating(const absl::Status& status);

// Whether a stream that ended so may be gone on with in another call: IsWorthRepeating, or it was
// cut on the way after something was `heard` of it. Whoever cuts it, a proxy that finds it idle for
// one, resets it, which is INTERNAL or UNKNOWN here, without a reason of the server's.
bool IsWorthResuming(const absl::Status& status, bool heard);

// The wait after `failures` failures (from 1): between half of the doubled bound and all of it,
// placed by `draw` of [0, 1).
Milliseconds BackOff(const RetryPolicy& policy, int failures, double draw);

// The wait before the next attempt: BackOff, or longer if the server named `retry_after_ms`.
Milliseconds WaitAfter(const RetryPolicy& policy, int failures, const absl::Status& failure);

// Sleeps through the sleeper of `policy`.
void Sleep(const RetryPolicy& policy, Milliseconds wait);

// Runs `attempt` until it succeeds, fails for good, has failed `policy.attempts` times, or the next
// wait would pass `deadline`; returns its last status.
absl::Status RunWithRetries(const RetryPolicy& policy, Deadline deadline,
                            const std::function<absl::Status()>& attempt);

}  // namespace cairn::client
