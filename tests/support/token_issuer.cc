#include "tests/support/token_issuer.h"

#include <nlohmann/json.hpp>

#include "eventstore/base/check.h"
#include "services/access/strict_json.h"

namespace cairn {

TokenIssuer::TokenIssuer(std::string_view seed) : key_(Ed25519Key::FromSeed(seed)) {
  CAIRN_CHECK(key_ != nullptr);
}

std::string TokenIssuer::Jwks() const {
  const nlohmann::json key = {
      {"kty", "OKP"}, {"crv", "Ed25519"}, {"kid", kKeyId}, {"x", ToBase64Url(PublicKey())}};
  return nlohmann::json{{"keys", {key}}}.dump();
}

std::string TokenIssuer::TokenFor(const Person& person, int64_t now_us, int64_t lifetime_s) const {
  const int64_t now_s = now_us / 1'000'000;
  nlohmann::json claims = {
      {"iss", kIssuer},      {"aud", kAudience}, {"sub", person.subject},    {"name", person.name},
      {"role", person.role}, {"iat", now_s},     {"exp", now_s + lifetime_s}};
  if (!person.setting.empty()) claims["setting"] = person.setting;
  return Sign(kHeader, claims.dump());
}

std::string TokenIssuer::BearerFor(const Person& person, int64_t now_us, int64_t lifetime_s) const {
  return "Bearer " + TokenFor(person, now_us, lifetime_s);
}

std::string TokenIssuer::Sign(std::string_view header, std::string_view payload) const {
  const std::string signed_part = ToBase64Url(header) + "." + ToBase64Url(payload);
  return signed_part + "." + ToBase64Url(key_->Sign(signed_part));
}

}  // namespace cairn
