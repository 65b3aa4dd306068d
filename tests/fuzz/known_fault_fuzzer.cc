// A fault on purpose, which chance does not find: the first step is one in 2^32, the second one in
// 2^64. libFuzzer finds it as long as it is told of the comparisons that were made and of the code
// that was reached (decision 0010: known faults test the tests).
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (size < 12) return 0;
  uint32_t kind = 0;
  for (const uint8_t byte : std::string_view(bytes).substr(0, 4)) kind = kind << 8 | byte;
  if (kind != 0x0b5e55ed) return 0;
  if (bytes.substr(4, 8) == "APDRcost") std::abort();
  return 0;
}
