#include "eventstore/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace cairn {
namespace {

// How many bytes at the front are ASCII, counted in eights: most text is nothing else.
size_t AsciiPrefix(std::string_view bytes) {
  constexpr uint64_t kNotAscii = 0x8080'8080'8080'8080;
  size_t size = 0;
  for (uint64_t word = 0; size + sizeof(word) <= bytes.size(); size += sizeof(word)) {
    std::memcpy(&word, bytes.data() + size, sizeof(word));
    if ((word & kNotAscii) != 0) break;
  }
  return size;
}

// Length of the UTF-8 sequence that begins with `lead`; 0 if none does.
size_t SequenceLength(uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// The second byte carries the ranges of RFC 3629 that keep overlong forms and surrogates out.
bool IsSecondByte(uint8_t lead, uint8_t byte) {
  const uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return low <= byte && byte <= high;
}

}  // namespace

bool IsUtf8(std::string_view bytes) {
  while (true) {
    bytes.remove_prefix(AsciiPrefix(bytes));
    if (bytes.empty()) return true;
    const auto lead = static_cast<uint8_t>(bytes[0]);
    const size_t length = SequenceLength(lead);
    if (length == 0 || length > bytes.size()) return false;
    if (length > 1 && !IsSecondByte(lead, static_cast<uint8_t>(bytes[1]))) return false;
    for (size_t i = 2; i < length; ++i) {
      if ((static_cast<uint8_t>(bytes[i]) & 0xC0) != 0x80) return false;
    }
    bytes.remove_prefix(length);
  }
}

}  // namespace cairn
