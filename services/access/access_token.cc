#include "services/access/access_token.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "services/access/strict_json.h"

namespace cairn {
namespace {

using nlohmann::json;

// Headers that bring their own key or change what is signed (RFC 7515 section 4.1, RFC 7797, RFC
// 7516). A verifier that knows only pinned keys must not pass a token that expects it to follow
// them.
constexpr std::array<const char*, 8> kRefusedHeaders = {"b64", "crit", "enc", "jku",
                                                        "jwk", "x5c",  "x5u", "zip"};

constexpr int64_t kYear9999Seconds = 253'402'300'799;

bool IsAccessTokenType(const std::optional<std::string>& typ) {
  return typ == "at+jwt" || typ == "application/at+jwt";  // RFC 9068 section 4
}

std::optional<std::string> PlainText(const json& object, const char* key) {
  std::optional<std::string> text = StringMember(object, key);
  if (!text || text->size() > limits::kClaimBytesMax) return std::nullopt;
  const bool has_control = std::any_of(text->begin(), text->end(),
                                       [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (has_control) return std::nullopt;
  return text;
}

std::optional<int64_t> Seconds(const json& object, const char* key) {
  const auto member = object.find(key);
  if (member == object.end() || !member->is_number_integer()) return std::nullopt;
  // Read as unsigned first: a value above 2^63 would come back negative.
  if (member->is_number_unsigned() &&
      member->get<uint64_t>() > static_cast<uint64_t>(kYear9999Seconds)) {
    return std::nullopt;
  }
  const auto seconds = member->get<int64_t>();
  if (seconds < 0 || seconds > kYear9999Seconds) return std::nullopt;
  return seconds;
}

// One audience, alone or in a list of one: a token for several could be replayed by the others.
std::optional<std::string> Audience(const json& claims) {
  const auto member = claims.find("aud");
  if (member == claims.end()) return std::nullopt;
  const json& one = member->is_array() && member->size() == 1 ? member->front() : *member;
  if (!one.is_string()) return std::nullopt;
  return one.get_ref<const std::string&>();
}

std::optional<v1::Role> RoleNamed(std::string name) {
  static constexpr std::string_view kPrefix = "ROLE_";
  if (!name.starts_with(kPrefix)) {
    const bool is_snake = std::all_of(name.begin(), name.end(),
                                      [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!is_snake) return std::nullopt;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c == '_' ? c : static_cast<char>(c - 'a' + 'A'); });
    name.insert(0, kPrefix);
  }
  v1::Role role = v1::ROLE_UNSPECIFIED;
  if (!v1::Role_Parse(name, &role) || role == v1::ROLE_UNSPECIFIED) return std::nullopt;
  return role;
}

// False if there is a setting and it is no record id.
bool ReadSetting(const json& claims, std::optional<RecordId>& setting) {
  if (!claims.contains("setting")) return true;
  const std::optional<std::string> hex = StringMember(claims, "setting");
  const std::optional<std::string> bytes = hex ? FromHex(*hex) : std::nullopt;
  if (!bytes) return false;
  setting = RecordId::FromBytes(*bytes);
  return setting.has_value();
}

}  // namespace

std::optional<AccessToken> ParseToken(std::string_view token) {
  const size_t first = token.find('.');
  const size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::optional<std::string> header_text = FromBase64Url(token.substr(0, first));
  std::optional<std::string> payload = FromBase64Url(token.substr(first + 1, second - first - 1));
  std::optional<std::string> signature = FromBase64Url(token.substr(second + 1));
  if (!header_text || !payload || !signature) return std::nullopt;

  const std::optional<json> header = ParseJsonObject(*header_text);
  if (!header || !IsAccessTokenType(StringMember(*header, "typ"))) return std::nullopt;
  for (const char* name : kRefusedHeaders) {
    if (header->contains(name)) return std::nullopt;
  }
  std::optional<std::string> key_id = StringMember(*header, "kid");
  std::optional<std::string> algorithm = StringMember(*header, "alg");
  if (!key_id || !algorithm) return std::nullopt;
  return AccessToken{.key_id = *std::move(key_id),
                     .algorithm = *std::move(algorithm),
                     .signed_part = token.substr(0, second),
                     .payload = *std::move(payload),
                     .signature = *std::move(signature)};
}

std::optional<Claims> ParseClaims(std::string_view payload) {
  const std::optional<json> object = ParseJsonObject(payload);
  if (!object) return std::nullopt;
  std::optional<std::string> issuer = PlainText(*object, "iss");
  std::optional<std::string> subject = PlainText(*object, "sub");
  std::optional<std::string> name = PlainText(*object, "name");
  const std::optional<std::string> role_name = PlainText(*object, "role");
  const std::optional<v1::Role> role = role_name ? RoleNamed(*role_name) : std::nullopt;
  if (!issuer || !subject || !name || !role) return std::nullopt;

  std::optional<std::string> audience = Audience(*object);
  const std::optional<int64_t> issued = Seconds(*object, "iat");
  const std::optional<int64_t> expires = Seconds(*object, "exp");
  const std::optional<int64_t> not_before =
      object->contains("nbf") ? Seconds(*object, "nbf") : issued;
  if (!audience || !issued || !expires || !not_before) return std::nullopt;

  Claims claims;
  if (!ReadSetting(*object, claims.caller.setting)) return std::nullopt;
  claims.caller.id = CallerIdOf(*issuer, *subject);
  claims.caller.issuer = *std::move(issuer);
  claims.caller.subject = *std::move(subject);
  claims.caller.name = *std::move(name);
  claims.caller.role = *role;
  claims.audience = *std::move(audience);
  claims.issued_at_s = *issued;
  claims.expires_at_s = *expires;
  claims.not_before_s = *not_before;
  return claims;
}

}  // namespace cairn
