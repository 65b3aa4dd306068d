// The little cryptography that a command line needs: hashes, and the Ed25519 key of a local issuer
// of tokens. The only file of clients/cli that uses OpenSSL. Functions are safe from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct evp_pkey_st;

namespace cairn::cli {

// 32 bytes.
std::string Sha256(std::string_view bytes);

// RFC 4648 section 5, without padding.
std::string Base64Url(std::string_view bytes);

// An Ed25519 private key. Immutable; safe to use from many threads.
class Ed25519Key {
 public:
  static absl::StatusOr<Ed25519Key> Generate();
  // PKCS#8 PEM, not encrypted.
  static absl::StatusOr<Ed25519Key> FromPem(const std::string& pem);

  absl::StatusOr<std::string> ToPem() const;
  // 32 bytes.
  absl::StatusOr<std::string> PublicKey() const;
  // 64 bytes.
  absl::StatusOr<std::string> Sign(std::string_view message) const;

 private:
  explicit Ed25519Key(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace cairn::cli
