#include "eventstore/ledger/note_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

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

// White space of Unicode outside ASCII, as UTF-8.
constexpr std::array<std::string_view, 19> kSpaces = {
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

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

bool IsNoteText(std::string_view bytes) {
  const auto is_control = [](char c) { return static_cast<uint8_t>(c) < 0x20 && c != '\n'; };
  return std::none_of(bytes.begin(), bytes.end(), is_control) && IsUtf8(bytes);
}

bool IsKeyName(std::string_view name) {
  if (name.empty() || !IsNoteText(name)) return false;
  if (name.find_first_of(" +\n") != name.npos) return false;
  return std::none_of(kSpaces.begin(), kSpaces.end(),
                      [&](std::string_view space) { return name.find(space) != name.npos; });
}

std::optional<uint64_t> ParseDecimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<uint64_t>(c - '0');
    if (value > (kMax - digit) / 10) return std::nullopt;
    value = 10 * value + digit;
  }
  return value;
}

std::optional<std::string_view> TakeLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  if (end == rest.npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

}  // namespace cairn
