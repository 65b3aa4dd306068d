// Private keys of the types that sign-in services use besides Ed25519, and one type they must not
// use: what TokenIssuer cannot sign with. Values; not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace cairn {

class SigningKey final {
 public:
  static SigningKey Rsa(unsigned bits);
  static SigningKey P256();

  // The public JWK, with `more` members written at its end, e.g. R"(,"alg":"PS256")".
  std::string Jwk(std::string_view kid, std::string_view more = "") const;
  // The signature of a JWS with `algorithm` (ES256, PS256 or RS256) over `message`.
  std::string Sign(std::string_view algorithm, std::string_view message) const;
  // A whole token.
  std::string Token(std::string_view algorithm, std::string_view header,
                    std::string_view payload) const;
  // The public key as PEM: what an HS256 attacker takes for the secret.
  std::string PublicPem() const;

 private:
  explicit SigningKey(evp_pkey_st* owned);

  std::shared_ptr<evp_pkey_st> key_;
};

// HMAC-SHA-256 of `message`: the signature of an HS256 token.
std::string HmacSignature(std::string_view secret, std::string_view message);

}  // namespace cairn
