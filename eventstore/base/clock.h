// Time as a seam: nothing below services/server reads the machine's clock by itself.
#pragma once

#include <cstdint>

namespace cairn {

// Thread-safe in every implementation.
class Clock {
 public:
  virtual ~Clock() = default;
  // Microseconds since 1970-01-01T00:00:00Z. May jump, also backwards.
  virtual int64_t NowMicros() = 0;
  // Microseconds from an arbitrary start. Never goes back; stands still for no one.
  virtual int64_t MonotonicMicros() = 0;
};

// The machine's clocks.
class SystemClock final : public Clock {
 public:
  int64_t NowMicros() override;
  int64_t MonotonicMicros() override;
};

}  // namespace cairn
