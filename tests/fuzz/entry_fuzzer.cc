// Entries from anybody, as bytes and as nearly sound histories: the rules answer, what they accept
// is sealed and folded, and every view of it stands.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/stubs/common.h>

#include "tests/fuzz/entry_history.h"
#include "tests/fuzz/entry_mutator.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  google::protobuf::SetLogHandler(nullptr);  // says of each input that it cannot be parsed
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto history = cairn::ReadHistory(bytes);
  if (history) cairn::CheckHistory(*history);
  return 0;
}

// One in eight is any bytes, for the parser; the others stay messages.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned int seed) {
  if (seed % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  auto history = cairn::ReadHistory({reinterpret_cast<const char*>(data), size});
  if (!history) history.emplace();
  cairn::EntryMutator(seed).Mutate(*history);
  const std::string bytes = history->SerializeAsString();
  if (bytes.size() > max_size) return size;
  bytes.copy(reinterpret_cast<char*>(data), bytes.size());
  return bytes.size();
}
