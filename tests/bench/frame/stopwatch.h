// Time that has passed, and time that a processor has worked.
#pragma once

#include <chrono>

#include <time.h>

namespace cairn::bench {

class Stopwatch {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }
  double Millis() const { return Seconds() * 1e3; }

 private:
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

inline double ProcessorMicros(clockid_t of) {
  timespec now = {};
  clock_gettime(of, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Of this thread or this process alone, so that whatever else the machine does is not counted.
inline double ThreadMicros() { return ProcessorMicros(CLOCK_THREAD_CPUTIME_ID); }
inline double ProcessMicros() { return ProcessorMicros(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace cairn::bench
