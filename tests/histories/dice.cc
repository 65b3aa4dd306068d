#include "tests/histories/dice.h"

namespace cairn::histories {
namespace {

constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;

// SplitMix64 (Steele, Lea, Flood 2014).
uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

}  // namespace

uint64_t SeedOf(uint64_t seed, uint64_t what, uint64_t which) {
  return Mix(Mix(Mix(seed + kGolden) + what) * 3 + which + kGolden);
}

uint64_t Dice::Next() {
  state_ += kGolden;
  return Mix(state_);
}

int Dice::Between(int low, int high) {
  if (high <= low) return low;
  const auto span = static_cast<uint64_t>(high - low) + 1;
  return low + static_cast<int>((Next() >> 32) * span >> 32);
}

int Dice::Around(int middle, int spread) {
  return middle + (Between(-spread, spread) + Between(-spread, spread)) / 2;
}

}  // namespace cairn::histories
