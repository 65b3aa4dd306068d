#include "eventstore/base/clock.h"

#include <chrono>

namespace cairn {
namespace {

template <typename C>
int64_t MicrosOf() {
  return std::chrono::duration_cast<std::chrono::microseconds>(C::now().time_since_epoch()).count();
}

}  // namespace

int64_t SystemClock::NowMicros() { return MicrosOf<std::chrono::system_clock>(); }
int64_t SystemClock::MonotonicMicros() { return MicrosOf<std::chrono::steady_clock>(); }

}  // namespace cairn
