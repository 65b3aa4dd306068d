#include "services/access/jwks.h"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "services/access/strict_json.h"

namespace cairn {
namespace {

using nlohmann::json;

// RFC 7518 section 6: members that only a private or symmetric key has.
constexpr std::array<const char*, 8> kSecretMembers = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

absl::Status Unusable(std::string_view kid, std::string_view why) {
  return absl::InvalidArgumentError(absl::StrFormat("key \"%s\" of the key set: %s", kid, why));
}

std::optional<std::string> BytesMember(const json& jwk, const char* name) {
  const std::optional<std::string> text = StringMember(jwk, name);
  return text ? FromBase64Url(*text) : std::nullopt;
}

std::optional<VerificationKey> CurveKey(const json& jwk, std::string_view kty) {
  const std::optional<std::string> curve = StringMember(jwk, "crv");
  const std::optional<std::string> x = BytesMember(jwk, "x");
  if (!curve || !x) return std::nullopt;
  if (kty == "OKP" && *curve == "Ed25519") return VerificationKey::Ed25519(*x);
  const std::optional<std::string> y = BytesMember(jwk, "y");
  if (kty == "EC" && *curve == "P-256" && y) return VerificationKey::P256(*x, *y);
  return std::nullopt;
}

std::optional<VerificationKey> RsaKey(const json& jwk) {
  const std::optional<std::string> n = BytesMember(jwk, "n");
  const std::optional<std::string> e = BytesMember(jwk, "e");
  if (!n || !e) return std::nullopt;
  const bool is_pss = StringMember(jwk, "alg") == NameOf(SignatureAlgorithm::kPs256);
  return VerificationKey::Rsa(*n, *e,
                              is_pss ? SignatureAlgorithm::kPs256 : SignatureAlgorithm::kRs256);
}

// Refuses what would make a key other than a public key for signatures.
absl::Status CheckPurpose(const json& jwk, std::string_view kid) {
  for (const char* secret : kSecretMembers) {
    if (jwk.contains(secret)) {
      return Unusable(kid,
                      "it holds a secret part; put only public keys here, and replace this one");
    }
  }
  if (jwk.contains("use") && StringMember(jwk, "use") != "sig") {
    return Unusable(kid, "its \"use\" is not \"sig\"");
  }
  return absl::OkStatus();
}

absl::StatusOr<VerificationKey> KeyFrom(const json& jwk, std::string_view kid) {
  CAIRN_RETURN_IF_ERROR(CheckPurpose(jwk, kid));
  const std::optional<std::string> kty = StringMember(jwk, "kty");
  if (!kty) return Unusable(kid, "it has no \"kty\"");
  std::optional<VerificationKey> key = *kty == "RSA" ? RsaKey(jwk) : CurveKey(jwk, *kty);
  if (!key) {
    return Unusable(kid, "it is no good key of the types Ed25519, P-256 or RSA of 2048 bits");
  }
  if (jwk.contains("alg") && StringMember(jwk, "alg") != NameOf(key->algorithm())) {
    return Unusable(kid, "its \"alg\" does not fit its type");
  }
  return *std::move(key);
}

}  // namespace

absl::StatusOr<KeySet> KeySet::Parse(std::string_view text) {
  const std::optional<json> set = ParseJsonObject(text);
  if (!set || !set->contains("keys") || !set->at("keys").is_array()) {
    return absl::InvalidArgumentError(
        "the key set is not a JSON object with a list \"keys\" and no name twice");
  }
  const json& jwks = set->at("keys");
  if (jwks.empty() || jwks.size() > limits::kKeysInSetMax) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "the key set holds %d keys; 1 to %d are allowed", jwks.size(), limits::kKeysInSetMax));
  }
  KeySet keys;
  for (const json& jwk : jwks) {
    const std::optional<std::string> kid =
        jwk.is_object() ? StringMember(jwk, "kid") : std::nullopt;
    if (!kid) return absl::InvalidArgumentError("a key of the key set has no \"kid\"");
    CAIRN_ASSIGN_OR_RETURN(VerificationKey key, KeyFrom(jwk, *kid));
    const bool is_new = keys.keys_.emplace(*kid, std::move(key)).second;
    if (!is_new) return Unusable(*kid, "the \"kid\" is there twice");
  }
  return keys;
}

absl::StatusOr<KeySet> KeySet::Load(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  if (file) {
    text.resize(limits::kKeySetBytesMax + 1);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
  }
  if (file.bad() || (!file && !file.eof())) {
    return absl::NotFoundError(absl::StrFormat("cannot read the key set %s", path.string()));
  }
  if (text.size() > limits::kKeySetBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrFormat("the key set %s is too large", path.string()));
  }
  return Parse(text);
}

const VerificationKey* KeySet::Find(std::string_view kid) const {
  const auto found = keys_.find(kid);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace cairn
