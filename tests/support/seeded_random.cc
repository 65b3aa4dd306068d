#include "tests/support/seeded_random.h"

namespace cairn {
namespace {

// splitmix64: every seed, also 0 and 1, gives well-mixed words.
uint64_t NextWord(uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  uint64_t word = state;
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
  word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
  return word ^ (word >> 31);
}

}  // namespace

void SeededRandom::Fill(void* out, size_t size) {
  auto* at = static_cast<uint8_t*>(out);
  const MutexLock lock(mutex_);
  uint64_t word = 0;
  for (size_t i = 0; i < size; ++i) {
    if (i % sizeof(word) == 0) word = NextWord(state_);
    at[i] = static_cast<uint8_t>(word);
    word >>= 8;
  }
}

}  // namespace cairn
