// What a round of a test draws, from its seed.
#pragma once

#include <cstdint>
#include <random>

namespace cairn {

class Dice {
 public:
  explicit Dice(uint64_t seed) : random_(seed) {}
  uint64_t Below(uint64_t end) { return random_() % end; }
  bool OneIn(uint64_t n) { return Below(n) == 0; }

 private:
  std::mt19937_64 random_;
};

}  // namespace cairn
