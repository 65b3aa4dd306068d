// Tells libFuzzer what of our code an input reached. g++ calls __sanitizer_cov_trace_pc in every
// block of code (-fsanitize-coverage=trace-pc). libFuzzer of LLVM 14 knows that call only to refuse
// it: it reads counters, one a block, as clang lays them out. Here a block is given its counter
// when it is first reached. The linker sends g++'s calls to this function and not to libFuzzer's
// (--wrap). Comparisons (trace-cmp) need nothing: both compilers make the same calls for them. For
// programs that run instrumented code in one thread: nothing is locked.
#include <cstddef>
#include <cstdint>
#include <limits>

// Names of the linker's and of the sanitizers' interface. NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void __sanitizer_cov_8bit_counters_init(uint8_t* begin, uint8_t* end);
void __sanitizer_cov_pcs_init(const uintptr_t* begin, const uintptr_t* end);
void __wrap___sanitizer_cov_trace_pc();
}

namespace {

struct Block {
  uintptr_t address = 0;  // 0: a counter without a block
  uintptr_t flags = 0;    // of clang's table; we set none
};

constexpr int kCountersLog2 = 16;
constexpr size_t kCounters = size_t{1} << kCountersLog2;
constexpr size_t kTriesMax = 64;  // then a block shares a counter with another

uint8_t counters[kCounters];
Block blocks[kCounters];  // blocks[i] is counted by counters[i]

// The same in every run, wherever the program was loaded: a seed means the same inputs each time.
size_t CounterOf(uintptr_t address) {
  constexpr uint64_t kSpread = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
  const uint64_t distance = address - reinterpret_cast<uintptr_t>(&CounterOf);
  size_t i = (distance * kSpread) >> (64 - kCountersLog2);
  for (size_t tries = 0; tries < kTriesMax; ++tries) {
    if (blocks[i].address == address) return i;
    if (blocks[i].address == 0) {
      blocks[i].address = address;
      return i;
    }
    i = (i + 1) % kCounters;
  }
  return i;
}

[[maybe_unused]] const bool known_to_libfuzzer = [] {
  __sanitizer_cov_8bit_counters_init(counters, counters + kCounters);
  __sanitizer_cov_pcs_init(&blocks[0].address, &blocks[0].address + 2 * kCounters);
  return true;
}();

}  // namespace

extern "C" void __wrap___sanitizer_cov_trace_pc() {
  uint8_t& counter = counters[CounterOf(reinterpret_cast<uintptr_t>(__builtin_return_address(0)))];
  if (counter < std::numeric_limits<uint8_t>::max()) ++counter;
}
// NOLINTEND(bugprone-reserved-identifier)
