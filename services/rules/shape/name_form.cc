#include "services/rules/shape/name_form.h"

#include <cstdint>

#include "absl/strings/ascii.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kTypographicApostrophe = "\xE2\x80\x99";  // U+2019

// Lower case of a letter written in two bytes of UTF-8.
uint32_t LowerOf(uint32_t letter) {
  const bool in_latin1 = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;  // not the times sign
  if (in_latin1) return letter + 0x20;
  if (letter == 0x178) return 0xFF;  // Y with diaeresis: its small letter is in Latin-1
  // Latin Extended-A pairs capital and small; the capital is even, or odd in two stretches.
  const bool odd_capitals =
      (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
  if (odd_capitals) return letter % 2 == 1 ? letter + 1 : letter;
  const bool even_capitals = letter >= 0x100 && letter <= 0x177 && letter != 0x130 &&
                             letter != 0x131 && letter != 0x138 && letter != 0x149;
  if (even_capitals && letter % 2 == 0) return letter + 1;
  return letter;
}

// Whether a letter of two bytes from U+00C0 to U+017F begins at `at`.
bool IsTwoByteLatin(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  return lead >= 0xC3 && lead <= 0xC5 && at + 1 < text.size();
}

}  // namespace

std::string NormalName(std::string_view name) {
  std::string normal;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (absl::ascii_isspace(c)) {
      if (!normal.empty() && normal.back() != ' ') normal.push_back(' ');
    } else if (c >= 'A' && c <= 'Z') {
      normal.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (name.substr(i).starts_with(kTypographicApostrophe)) {
      normal.push_back('\'');
      i += kTypographicApostrophe.size() - 1;
    } else if (IsTwoByteLatin(name, i)) {
      const uint32_t letter = LowerOf((static_cast<uint8_t>(c) & 0x1Fu) << 6 |
                                      (static_cast<uint8_t>(name[++i]) & 0x3Fu));
      normal.push_back(static_cast<char>(0xC0 | letter >> 6));
      normal.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    } else {
      normal.push_back(c);
    }
  }
  if (normal.ends_with(' ')) normal.pop_back();
  return normal;
}

}  // namespace cairn::rules
