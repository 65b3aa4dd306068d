// ClockGuard: notices when somebody set the wall clock far away while the log was open. Times of
// evidence must not come from a clock that is being repaired.
// Immutable; thread-safe.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

#include "eventstore/base/clock.h"

namespace cairn {

class ClockGuard {
 public:
  // Compares with how far apart the two clocks are now. `clock` outlives this.
  explicit ClockGuard(Clock& clock)
      : clock_(clock), apart_us_(clock.NowMicros() - clock.MonotonicMicros()) {}

  // NOT_SERVING while the wall clock is more than limits::kClockJumpMaxMicros from where the
  // monotonic clock says it should be.
  absl::Status Check() const;

 private:
  Clock& clock_;
  const int64_t apart_us_;
};

}  // namespace cairn
