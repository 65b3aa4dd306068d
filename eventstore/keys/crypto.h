// The four primitives that keys, envelopes and commitments are made of, over OpenSSL: HMAC-SHA-256
// (RFC 2104), HKDF-SHA-256 (RFC 5869), AES-256-GCM (NIST SP 800-38D) and a comparison that takes
// the same time wherever two values differ.
//
// Ciphers are fetched from the library once per process, and their contexts live once per thread:
// with OpenSSL 3.0 the one-shot calls spend most of their time looking up their own names. HMAC and
// HKDF are written out over SHA-256 for the same reason. Thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/keys/secret_bytes.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

inline constexpr size_t kKeyBytes = 32;
inline constexpr size_t kGcmNonceBytes = 12;
inline constexpr size_t kGcmTagBytes = 16;

// HMAC-SHA-256 with one key over many messages: the key is hashed once.
class HmacSha256 {
 public:
  // Nothing is kept of `key` but what two hashes leave of it, and that is wiped.
  explicit HmacSha256(std::string_view key);

  // The code of the concatenation of `parts`.
  Hash Of(std::initializer_list<std::string_view> parts) const;

 private:
  const Sha256After inner_;
  const Sha256After outer_;
};

// `size` bytes of HKDF-SHA-256, extract and expand; `size` is at most 255 * 32.
SecretBytes HkdfSha256(std::string_view key, std::string_view salt, std::string_view info,
                       size_t size);

// Ciphertext ‖ 16-byte tag of `plaintext` under the 32-byte `key`. A (key, nonce) pair seals one
// plaintext, ever: the callers' keys are used once, so their nonce may be zero.
std::string AesGcmSeal(std::string_view key, std::string_view nonce, std::string_view aad,
                       std::string_view plaintext);
// The same, appended to `out`.
void AppendAesGcm(std::string_view key, std::string_view nonce, std::string_view aad,
                  std::string_view plaintext, std::string& out);

// What AesGcmSeal was given; nothing, not even a part, if key, nonce, `aad` or `sealed` differ.
std::optional<std::string> AesGcmOpen(std::string_view key, std::string_view nonce,
                                      std::string_view aad, std::string_view sealed);

// Whether the two are equal. The time taken depends on their sizes only.
bool ConstantTimeEqual(std::string_view a, std::string_view b);

}  // namespace cairn
