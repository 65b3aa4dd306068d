// A clock that moves only when the test moves it. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>

#include "eventstore/base/clock.h"

namespace cairn {

class FakeClock final : public Clock {
 public:
  // 2026-01-05T09:30:00Z, a Monday in term time.
  static constexpr int64_t kStartMicros = 1'767'605'400'000'000;

  explicit FakeClock(int64_t now_us = kStartMicros) : now_us_(now_us) {}

  int64_t NowMicros() override { return now_us_; }
  int64_t MonotonicMicros() override { return monotonic_us_; }

  // Time passes: both clocks go forward by `us`, which is not negative.
  void Advance(int64_t us) {
    monotonic_us_ += us;
    now_us_ += us;
  }
  // Somebody sets the wall clock; the monotonic clock does not notice.
  void SetWallClock(int64_t now_us) { now_us_ = now_us; }

 private:
  std::atomic<int64_t> now_us_;
  std::atomic<int64_t> monotonic_us_ = 0;
};

}  // namespace cairn
