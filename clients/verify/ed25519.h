// Ed25519 signatures (RFC 8032), checked by OpenSSL. Thread-safe.
#pragma once

#include <string_view>

namespace cairn::verify {

// True if `signature` (64 bytes) over `message` is that of `public_key` (32 bytes).
bool VerifyEd25519(std::string_view public_key, std::string_view message,
                   std::string_view signature);

}  // namespace cairn::verify
