// Reads big-endian integers and runs of bytes from left to right. Not thread-safe; a value on a
// parser's stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cairn::verify {

// A read past the end yields zeros or an empty run and makes ok() false for good, so that a parser
// may read a whole head first and ask once.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint8_t U8() { return static_cast<uint8_t>(Integer(1)); }
  uint16_t U16() { return static_cast<uint16_t>(Integer(2)); }
  uint32_t U32() { return static_cast<uint32_t>(Integer(4)); }
  uint64_t U64() { return Integer(8); }
  int64_t I64() { return static_cast<int64_t>(Integer(8)); }
  int16_t I16() { return static_cast<int16_t>(Integer(2)); }
  std::string_view Bytes(size_t count);

  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  uint64_t Integer(size_t width);

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace cairn::verify
