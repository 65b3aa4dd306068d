#include "eventstore/ledger/note_text.h"

#include <algorithm>
#include <array>
#include <limits>

#include "eventstore/base/utf8.h"

namespace cairn {
namespace {

// White space of Unicode outside ASCII, as UTF-8.
constexpr std::array<std::string_view, 19> kSpaceCharacters = {
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

}  // namespace

bool IsNoteText(std::string_view bytes) {
  const auto is_control = [](char c) { return static_cast<uint8_t>(c) < 0x20 && c != '\n'; };
  return std::none_of(bytes.begin(), bytes.end(), is_control) && IsUtf8(bytes);
}

bool IsKeyName(std::string_view name) {
  if (name.empty() || !IsNoteText(name)) return false;
  if (name.find_first_of(" +\n") != name.npos) return false;
  return std::none_of(kSpaceCharacters.begin(), kSpaceCharacters.end(),
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
