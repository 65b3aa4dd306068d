// Randomness that a test can repeat: the same seed gives the same bytes. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"

namespace cairn {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed = 1) : state_(seed) {}

  void Fill(void* out, size_t size) override;

 private:
  Mutex mutex_;
  uint64_t state_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
