#include "clients/cli/token_issuer.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/local_files.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

using nlohmann::json;

constexpr char kSettingsFile[] = "issuer.json";
constexpr char kKeyFile[] = "signing_key.pem";
constexpr char kJwksFile[] = "jwks.json";
constexpr int64_t kRenewBeforeSeconds = 120;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c == '-' ? '_' : std::tolower(c); });
  return text;
}

// `ROLE_SENCO` as the claim `senco`.
std::string ClaimOf(v1::Role role) {
  return Lower(v1::Role_Name(role).substr(std::string_view("ROLE_").size()));
}

// RFC 7638: the hash of the members that make an OKP key, in this order and without spaces.
std::string Thumbprint(std::string_view public_key) {
  return Base64Url(
      Sha256(absl::StrFormat(R"({"crv":"Ed25519","kty":"OKP","x":"%s"})", Base64Url(public_key))));
}

bool IsSetting(std::string_view setting) {
  return setting.empty() ||
         (setting.size() == 32 && setting.find_first_not_of("0123456789abcdef") == setting.npos);
}

absl::Status CheckHolder(const TokenHolder& holder) {
  if (holder.subject.empty()) return absl::InvalidArgumentError("a token needs a subject");
  if (holder.name.empty()) return absl::InvalidArgumentError("a token needs a name");
  if (holder.role == v1::ROLE_UNSPECIFIED)
    return absl::InvalidArgumentError("a token needs a role");
  if (!IsSetting(holder.setting)) {
    return absl::InvalidArgumentError("a setting is 32 hex digits, in lower case");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Role> ParseRole(std::string_view text) {
  const std::string wanted = Lower(std::string(text));
  std::string known;
  for (int i = 1; i < v1::Role_ARRAYSIZE; ++i) {
    const auto role = static_cast<v1::Role>(i);
    const std::string claim = ClaimOf(role);
    if (wanted == claim || wanted == "role_" + claim) return role;
    known += (known.empty() ? "" : ", ") + claim;
  }
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no role; there are %s", text, known));
}

TokenIssuer::TokenIssuer(Ed25519Key key, std::string issuer, std::string audience,
                         std::string key_id)
    : key_(std::move(key)),
      issuer_(std::move(issuer)),
      audience_(std::move(audience)),
      key_id_(std::move(key_id)) {}

absl::StatusOr<TokenIssuer> TokenIssuer::Make(Ed25519Key key, std::string issuer,
                                              std::string audience) {
  CLIENT_ASSIGN_OR_RETURN(const std::string public_key, key.PublicKey());
  return TokenIssuer(std::move(key), std::move(issuer), std::move(audience),
                     Thumbprint(public_key));
}

absl::StatusOr<std::string> TokenIssuer::JwksJson() const {
  CLIENT_ASSIGN_OR_RETURN(const std::string public_key, key_.PublicKey());
  const json key = {{"kty", "OKP"},   {"crv", "Ed25519"}, {"x", Base64Url(public_key)},
                    {"kid", key_id_}, {"alg", "EdDSA"},   {"use", "sig"}};
  return json{{"keys", {key}}}.dump(2) + "\n";
}

absl::StatusOr<TokenIssuer> TokenIssuer::Create(const std::filesystem::path& folder,
                                                std::string_view issuer,
                                                std::string_view audience) {
  if (issuer.empty() || audience.empty()) {
    return absl::InvalidArgumentError("an issuer needs a name and an audience");
  }
  CLIENT_ASSIGN_OR_RETURN(Ed25519Key key, Ed25519Key::Generate());
  CLIENT_ASSIGN_OR_RETURN(const std::string pem, key.ToPem());
  CLIENT_ASSIGN_OR_RETURN(TokenIssuer made,
                          Make(std::move(key), std::string(issuer), std::string(audience)));
  CLIENT_ASSIGN_OR_RETURN(const std::string jwks, made.JwksJson());
  const json settings = {{"issuer", issuer}, {"audience", audience}};
  const std::string settings_text =
      settings.dump(2, ' ', false, json::error_handler_t::replace) + "\n";

  CLIENT_RETURN_IF_ERROR(MakePrivateFolder(folder));
  CLIENT_RETURN_IF_ERROR(CreateFile(folder / kKeyFile, pem, Secrecy::kSecret));
  CLIENT_RETURN_IF_ERROR(CreateFile(folder / kJwksFile, jwks, Secrecy::kPublic));
  CLIENT_RETURN_IF_ERROR(CreateFile(folder / kSettingsFile, settings_text, Secrecy::kPublic));
  return made;
}

absl::StatusOr<TokenIssuer> TokenIssuer::Load(const std::filesystem::path& folder) {
  CLIENT_ASSIGN_OR_RETURN(const std::string settings_text,
                          ReadFile(folder / kSettingsFile, Secrecy::kPublic));
  const json settings = json::parse(settings_text, nullptr, /*allow_exceptions=*/false);
  const bool complete = settings.is_object() && settings.contains("issuer") &&
                        settings["issuer"].is_string() && settings.contains("audience") &&
                        settings["audience"].is_string();
  if (!complete) {
    return absl::InvalidArgumentError((folder / kSettingsFile).string() +
                                      " names no issuer and audience");
  }
  CLIENT_ASSIGN_OR_RETURN(const std::string pem, ReadFile(folder / kKeyFile, Secrecy::kSecret));
  CLIENT_ASSIGN_OR_RETURN(Ed25519Key key, Ed25519Key::FromPem(pem));
  return Make(std::move(key), settings["issuer"], settings["audience"]);
}

absl::StatusOr<std::string> TokenIssuer::Issue(const TokenHolder& holder, int64_t now_s,
                                               int minutes) const {
  CLIENT_RETURN_IF_ERROR(CheckHolder(holder));
  if (minutes < 1 || minutes > kTokenMinutesMax) {
    return absl::InvalidArgumentError(
        absl::StrFormat("a token lives 1 to %d minutes", kTokenMinutesMax));
  }
  const json header = {{"alg", "EdDSA"}, {"kid", key_id_}, {"typ", "at+jwt"}};
  json claims = {{"iss", issuer_},
                 {"aud", audience_},
                 {"sub", holder.subject},
                 {"name", holder.name},
                 {"role", ClaimOf(holder.role)},
                 {"iat", now_s},
                 {"exp", now_s + int64_t{60} * minutes}};
  if (!holder.setting.empty()) claims["setting"] = holder.setting;

  // A name from a terminal may be no UTF-8: replaced, because dump would throw.
  const std::string payload = claims.dump(-1, ' ', false, json::error_handler_t::replace);
  const std::string signed_part = Base64Url(header.dump()) + "." + Base64Url(payload);
  CLIENT_ASSIGN_OR_RETURN(const std::string signature, key_.Sign(signed_part));
  return signed_part + "." + Base64Url(signature);
}

absl::StatusOr<std::string> TokenCache::For(const TokenHolder& holder, int64_t now_s) {
  const auto found = tokens_.find(holder);
  if (found != tokens_.end() && now_s < found->second.renew_s) return found->second.token;
  CLIENT_ASSIGN_OR_RETURN(const std::string token, issuer_.Issue(holder, now_s, kTokenMinutesMax));
  tokens_[holder] = {token, now_s + int64_t{60} * kTokenMinutesMax - kRenewBeforeSeconds};
  return token;
}

}  // namespace cairn::cli
