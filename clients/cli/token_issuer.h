// A local issuer of access tokens, for a machine without an identity provider: one Ed25519 key in a
// folder. Tokens are what the server expects (RFC 9068): typ at+jwt, alg EdDSA, iss, aud, sub,
// name, role, setting, iat, exp.
//
//   DIR/issuer.json      {"issuer", "audience"}
//   DIR/signing_key.pem  PKCS#8, mode 0600; looser modes are refused
//   DIR/jwks.json        the public key, for the server's --jwks
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "cairn/v1/codes.pb.h"

#include "clients/cli/token_crypto.h"

namespace cairn::cli {

// The server refuses longer lives; a stolen token works until it expires.
inline constexpr int kTokenMinutesMax = 15;

// Whom a token speaks for.
struct TokenHolder {
  std::string subject;
  std::string name;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  // Record id of the setting, 32 hex digits; empty for somebody outside every setting.
  std::string setting;

  auto operator<=>(const TokenHolder&) const = default;
};

// `senco`, `teaching-assistant` or `ROLE_SENCO`; kInvalidArgument names the roles there are.
absl::StatusOr<v1::Role> ParseRole(std::string_view text);

// Immutable; safe from many threads.
class TokenIssuer {
 public:
  // Makes folder and key. kAlreadyExists if the folder holds an issuer: its tokens would stop
  // working.
  static absl::StatusOr<TokenIssuer> Create(const std::filesystem::path& folder,
                                            std::string_view issuer, std::string_view audience);
  // kPermissionDenied if others may read the key.
  static absl::StatusOr<TokenIssuer> Load(const std::filesystem::path& folder);

  // A signed token, good from `now_s` (Unix seconds) for `minutes`, 1 to kTokenMinutesMax.
  absl::StatusOr<std::string> Issue(const TokenHolder& holder, int64_t now_s, int minutes) const;

  const std::string& key_id() const { return key_id_; }

 private:
  TokenIssuer(Ed25519Key key, std::string issuer, std::string audience, std::string key_id);

  static absl::StatusOr<TokenIssuer> Make(Ed25519Key key, std::string issuer, std::string audience);
  absl::StatusOr<std::string> JwksJson() const;

  Ed25519Key key_;
  std::string issuer_;
  std::string audience_;
  std::string key_id_;
};

// Tokens of many holders, each issued when first asked for and again when it has under two minutes
// left. Not thread-safe.
class TokenCache {
 public:
  explicit TokenCache(TokenIssuer issuer) : issuer_(std::move(issuer)) {}

  absl::StatusOr<std::string> For(const TokenHolder& holder, int64_t now_s);

 private:
  struct Cached {
    std::string token;
    int64_t renew_s;
  };
  TokenIssuer issuer_;
  std::map<TokenHolder, Cached> tokens_;
};

}  // namespace cairn::cli
