#include "eventstore/clock_guard.h"

#include <cstdlib>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"

namespace cairn {

absl::Status ClockGuard::Check() const {
  constexpr int64_t kMicrosPerMinute = 60'000'000;
  const int64_t jump_us = clock_.NowMicros() - clock_.MonotonicMicros() - apart_us_;
  if (std::abs(jump_us) <= limits::kClockJumpMaxMicros) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 absl::StrFormat("The server's clock jumped by %d minutes, so nothing is recorded. "
                                 "Put the clock right, or restart the server if it is right now.",
                                 jump_us / kMicrosPerMinute));
}

}  // namespace cairn
