#include "clients/verify/strict_text.h"

#include <algorithm>
#include <array>

namespace cairn::verify {
namespace {

constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kHexDigits = "0123456789abcdef";

// The length of a sequence by its first byte, the bits that byte gives, and the smallest code point
// that needs so many bytes.
struct SequenceForm {
  size_t size;
  uint8_t bits;
  char32_t smallest;
};

std::optional<SequenceForm> FormOf(uint8_t first) {
  if (first < 0x80) return SequenceForm{1, 0x7f, 0};
  if (first >= 0xc0 && first < 0xe0) return SequenceForm{2, 0x1f, 0x80};
  if (first >= 0xe0 && first < 0xf0) return SequenceForm{3, 0x0f, 0x800};
  if (first >= 0xf0 && first < 0xf8) return SequenceForm{4, 0x07, 0x10000};
  return std::nullopt;
}

// Unicode's White_Space, without what IsNoteText refuses already.
bool IsWhiteSpace(char32_t point) {
  return point == 0x20 || point == 0x85 || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
         point == 0x202f || point == 0x205f || point == 0x3000 || point == '\n';
}

// Controls, line separators, invisible characters and those that change the direction of text.
bool Steers(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0xad || point == 0x61c ||
         (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
         (point >= 0xe0000 && point <= 0xe007f);
}

// Four digits as three bytes. `=` counts as zero; the caller knows where it may stand.
std::optional<uint32_t> QuantumOf(std::string_view digits) {
  uint32_t bits = 0;
  for (const char digit : digits) {
    const size_t value = digit == '=' ? 0 : kBase64Digits.find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<uint32_t>(value);
  }
  return bits;
}

}  // namespace

std::optional<char32_t> TakeCodePoint(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const auto first = static_cast<uint8_t>(rest.front());
  const std::optional<SequenceForm> form = FormOf(first);
  if (!form || form->size > rest.size()) return std::nullopt;

  char32_t point = first & form->bits;
  for (const char byte : rest.substr(1, form->size - 1)) {
    if ((static_cast<uint8_t>(byte) & 0xc0) != 0x80) return std::nullopt;
    point = (point << 6) | (static_cast<uint8_t>(byte) & 0x3f);
  }
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < form->smallest || surrogate || point > 0x10ffff) return std::nullopt;
  rest.remove_prefix(form->size);
  return point;
}

bool IsUtf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!TakeCodePoint(bytes)) return false;
  }
  return true;
}

bool IsNoteText(std::string_view bytes) {
  const bool controls = std::any_of(bytes.begin(), bytes.end(), [](char byte) {
    return static_cast<uint8_t>(byte) < 0x20 && byte != '\n';
  });
  return !controls && IsUtf8(bytes);
}

bool IsKeyName(std::string_view name) {
  if (name.empty() || !IsNoteText(name)) return false;
  while (!name.empty()) {
    const std::optional<char32_t> point = TakeCodePoint(name);
    if (!point || *point == '+' || IsWhiteSpace(*point)) return false;
  }
  return true;
}

std::optional<uint64_t> ParseDecimal(std::string_view text) {
  constexpr uint64_t kMax = (uint64_t{1} << 63) - 1;
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  uint64_t value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    const auto add = static_cast<uint64_t>(digit - '0');
    if (value > (kMax - add) / 10) return std::nullopt;
    value = value * 10 + add;
  }
  return value;
}

std::optional<std::string> DecodeBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  if (text.substr(0, text.size() - padding).find('=') != text.npos) return std::nullopt;

  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (size_t at = 0; at < text.size(); at += 4) {
    const std::optional<uint32_t> quantum = QuantumOf(text.substr(at, 4));
    if (!quantum) return std::nullopt;
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>((*quantum >> shift) & 0xff);
  }
  for (; padding > 0; --padding) {
    if (bytes.back() != 0) return std::nullopt;
    bytes.pop_back();
  }
  return bytes;
}

std::optional<std::string> DecodeHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (size_t at = 0; at < text.size(); at += 2) {
    const size_t high = kHexDigits.find(text[at]);
    const size_t low = kHexDigits.find(text[at + 1]);
    if (high == text.npos || low == text.npos) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string EncodeHex(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += kHexDigits[static_cast<uint8_t>(byte) >> 4];
    text += kHexDigits[static_cast<uint8_t>(byte) & 0xf];
  }
  return text;
}

std::optional<std::string_view> TakeLine(std::string_view& rest) {
  const size_t end = rest.find('\n');
  if (end == rest.npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::string Printable(std::string_view text, size_t width_max) {
  std::string printable;
  for (size_t width = 0; !text.empty(); ++width) {
    if (width == width_max) return printable + "~";
    const std::string_view before = text;
    const std::optional<char32_t> point = TakeCodePoint(text);
    if (point && !Steers(*point)) {
      printable += before.substr(0, before.size() - text.size());
      continue;
    }
    if (!point) text.remove_prefix(1);
    printable += '?';
  }
  return printable;
}

}  // namespace cairn::verify
