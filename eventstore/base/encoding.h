// Big-endian integers, hex and base64: the alphabet of every byte format of Cairn.
// Pure functions and values; no thread-safety concerns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn {

// Appends the integer to `out`, most significant byte first.
void AppendU8(std::string& out, uint8_t value);
void AppendU16(std::string& out, uint16_t value);
void AppendU32(std::string& out, uint32_t value);
void AppendU64(std::string& out, uint64_t value);
void AppendI64(std::string& out, int64_t value);  // two's complement

// The integer as 8 bytes, most significant first: a storage key in numeric order.
std::string U64Key(uint64_t value);

// Reads what Append* wrote, left to right. A read past the end yields zero bytes and makes ok()
// false for good, so that a parser may read everything first and ask once.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint8_t U8();
  uint16_t U16();
  uint32_t U32();
  uint64_t U64();
  int64_t I64() { return static_cast<int64_t>(U64()); }
  std::string_view Bytes(size_t count);

  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  uint64_t Integer(size_t width);

  std::string_view rest_;
  bool ok_ = true;
};

// Lower-case hexadecimal.
std::string ToHex(std::string_view bytes);
// Nothing unless `hex` has an even number of hexadecimal digits of either case.
std::optional<std::string> FromHex(std::string_view hex);

// RFC 4648 section 4, padded, canonical.
std::string ToBase64(std::string_view bytes);
// Nothing unless `text` is exactly what ToBase64 would write.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace cairn
