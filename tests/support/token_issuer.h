// A sign-in service for tests: signs tokens with one Ed25519 key and hands out the key set to pin.
// Thread-safe.
//
//   const TokenIssuer issuer;
//   KeySet::Parse(issuer.Jwks());
//   issuer.TokenFor({.subject = "juniper.halloway", .name = "Juniper Halloway", .role = "senco",
//                    .setting = "00000000000000000000000000999901"}, clock.NowMicros());
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "eventstore/ledger/ed25519.h"

namespace cairn {

class TokenIssuer final {
 public:
  static constexpr char kIssuer[] = "https://sign-in.cairn.test";
  static constexpr char kAudience[] = "cairn";
  static constexpr char kKeyId[] = "test-1";
  // Header of a good token.
  static constexpr char kHeader[] = R"({"alg":"EdDSA","kid":"test-1","typ":"at+jwt"})";

  struct Person {
    std::string subject;
    std::string name;
    std::string role;     // e.g. "senco"
    std::string setting;  // 32 hexadecimal digits; empty for none
  };

  // `seed` has 32 bytes; two issuers of the same seed are the same issuer.
  explicit TokenIssuer(std::string_view seed = "a test key, known to everybody!!");

  // The JWK set with the public key.
  std::string Jwks() const;
  // The 32 bytes of the public key.
  std::string PublicKey() const { return key_->PublicKey(); }

  // A good token for `person`, issued at `now_us` and valid for `lifetime_s`.
  std::string TokenFor(const Person& person, int64_t now_us, int64_t lifetime_s = 600) const;
  // "Bearer " and that token: the value of the authorization header.
  std::string BearerFor(const Person& person, int64_t now_us, int64_t lifetime_s = 600) const;
  // Whatever these texts are, signed.
  std::string Sign(std::string_view header, std::string_view payload) const;

 private:
  std::shared_ptr<const Ed25519Key> key_;
};

}  // namespace cairn
