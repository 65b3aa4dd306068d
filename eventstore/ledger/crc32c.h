// CRC-32C (Castagnoli, RFC 3720 appendix B.4): notices torn and rotten bytes, stops no one. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace cairn {

// Check value: Crc32c("123456789") == 0xE3069283.
uint32_t Crc32c(std::string_view bytes);

}  // namespace cairn
