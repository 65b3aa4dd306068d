#include "eventstore/base/encoding.h"

#include "absl/strings/escaping.h"

namespace cairn {
namespace {

template <size_t kWidth>
void AppendInteger(std::string& out, uint64_t value) {
  char bytes[kWidth];
  for (size_t i = kWidth; i > 0; value >>= 8) bytes[--i] = static_cast<char>(value);
  out.append(bytes, kWidth);
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void AppendU8(std::string& out, uint8_t value) { out.push_back(static_cast<char>(value)); }
void AppendU16(std::string& out, uint16_t value) { AppendInteger<2>(out, value); }
void AppendU32(std::string& out, uint32_t value) { AppendInteger<4>(out, value); }
void AppendU64(std::string& out, uint64_t value) { AppendInteger<8>(out, value); }
void AppendI64(std::string& out, int64_t value) { AppendU64(out, static_cast<uint64_t>(value)); }

std::string U64Key(uint64_t value) {
  std::string key;
  AppendU64(key, value);
  return key;
}

uint64_t ByteReader::Integer(size_t width) {
  uint64_t value = 0;
  for (const char byte : Bytes(width)) value = value << 8 | static_cast<uint8_t>(byte);
  return value;
}

uint8_t ByteReader::U8() { return static_cast<uint8_t>(Integer(1)); }
uint16_t ByteReader::U16() { return static_cast<uint16_t>(Integer(2)); }
uint32_t ByteReader::U32() { return static_cast<uint32_t>(Integer(4)); }
uint64_t ByteReader::U64() { return Integer(8); }

std::string_view ByteReader::Bytes(size_t count) {
  if (!ok_ || count > rest_.size()) {
    ok_ = false;
    return {};
  }
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::string ToHex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<std::string> FromHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = HexDigit(hex[i]);
    const int low = HexDigit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

std::string ToBase64(std::string_view bytes) {
  return absl::Base64Escape(absl::string_view(bytes.data(), bytes.size()));
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  if (!absl::Base64Unescape(absl::string_view(text.data(), text.size()), &bytes)) {
    return std::nullopt;
  }
  if (ToBase64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace cairn
