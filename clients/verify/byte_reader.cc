#include "clients/verify/byte_reader.h"

namespace cairn::verify {

std::string_view ByteReader::Bytes(size_t count) {
  if (!ok_ || count > rest_.size()) {
    ok_ = false;
    return {};
  }
  const std::string_view bytes = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return bytes;
}

uint64_t ByteReader::Integer(size_t width) {
  uint64_t value = 0;
  for (const char byte : Bytes(width)) value = (value << 8) | static_cast<uint8_t>(byte);
  return value;
}

}  // namespace cairn::verify
