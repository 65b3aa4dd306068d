// Ed25519 (RFC 8032) by OpenSSL, by whose rules a signature is good or not. Values; every const
// method is thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/evp.h>

namespace cairn {

inline constexpr size_t kEd25519KeyBytes = 32;  // of the seed and of the public key
inline constexpr size_t kEd25519SignatureBytes = 64;

struct Ed25519Key {
  // Nothing unless given 32 bytes that OpenSSL takes.
  static std::shared_ptr<const Ed25519Key> FromSeed(std::string_view seed);
  static std::shared_ptr<const Ed25519Key> FromPublic(std::string_view public_key);

  explicit Ed25519Key(EVP_PKEY* owned) : pkey(owned) {}
  ~Ed25519Key() { EVP_PKEY_free(pkey); }
  Ed25519Key(const Ed25519Key&) = delete;
  Ed25519Key& operator=(const Ed25519Key&) = delete;

  std::string PublicKey() const;
  // Only for a key made from its seed.
  std::string Sign(std::string_view message) const;
  bool Verify(std::string_view message, std::string_view signature) const;

  EVP_PKEY* pkey;
};

}  // namespace cairn
