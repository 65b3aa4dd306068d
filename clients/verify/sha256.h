// SHA-256, H of docs/ledger_format.md. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::verify {

using Hash = std::array<uint8_t, 32>;

// H over the parts, one after the other.
Hash Sha256(std::initializer_list<std::string_view> parts);

// The same bytes in another type. A view lives as long as the hash.
std::string_view BytesOf(const Hash& hash);
// Nothing unless there are 32 bytes.
std::optional<Hash> HashFrom(std::string_view bytes);
// One line of base64 that holds a hash.
std::optional<Hash> HashFromBase64(std::string_view text);

}  // namespace cairn::verify
