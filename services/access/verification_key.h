// A public key that signs tokens, with the one algorithm it may be used for. Values (copies share
// the key); thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

struct evp_pkey_st;

namespace cairn {

// RFC 7518 section 3.1 and RFC 8037. Nothing symmetric, and nothing called "none".
enum class SignatureAlgorithm { kEdDsa, kEs256, kPs256, kRs256 };

// The name in a token's header: "EdDSA", "ES256", "PS256", "RS256".
std::string_view NameOf(SignatureAlgorithm algorithm);

class VerificationKey final {
 public:
  // From the bytes of a JWK (RFC 7518 section 6, RFC 8037 section 2). Nothing if OpenSSL does not
  // take them as a key of that type.
  //   Ed25519   `x` has 32 bytes
  //   P256      `x` and `y` have 32 bytes each and name a point of the curve
  //   Rsa       `n` has 2048 to 8192 bits without leading zeros, `e` is 65537; kPs256 or kRs256
  static std::optional<VerificationKey> Ed25519(std::string_view x);
  static std::optional<VerificationKey> P256(std::string_view x, std::string_view y);
  static std::optional<VerificationKey> Rsa(std::string_view n, std::string_view e,
                                            SignatureAlgorithm algorithm);

  SignatureAlgorithm algorithm() const { return algorithm_; }

  // Whether `signature`, in the form of a JWS (RFC 7518 section 3: ES256 is r ‖ s, not DER), is
  // this key's over `message`.
  bool Verify(std::string_view message, std::string_view signature) const;

 private:
  VerificationKey(evp_pkey_st* owned, SignatureAlgorithm algorithm);

  std::shared_ptr<evp_pkey_st> key_;
  SignatureAlgorithm algorithm_;
};

}  // namespace cairn
