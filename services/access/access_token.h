// The parts and the claims of an access token: a compact JWS (RFC 7515) of the type at+jwt (RFC
// 9068). Parsing only; whether to believe it is decided in token_verifier.h. Pure.
//
//   token     := header '.' payload '.' signature      each base64url without padding
//   header    := JSON object: typ "at+jwt", alg, kid; nothing that names or carries a key
//   payload   := JSON object: iss, aud, sub, name, role, iat, exp; optional nbf, setting
//   role      := "senco" | "head" | ...                the names of cairn.v1.Role, in lower case
//   and
//              | "ROLE_SENCO" | ...                    without the prefix, or in full
//   setting   := 32 hexadecimal digits                 the record id of a setting
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/access/caller.h"

namespace cairn {

struct AccessToken {
  std::string key_id;
  std::string algorithm;         // what the header claims; the key decides
  std::string_view signed_part;  // header '.' payload; a view of the token
  std::string payload;           // decoded
  std::string signature;         // decoded
};

struct Claims {
  Caller caller;
  std::string audience;
  // Seconds since 1970.
  int64_t issued_at_s = 0;
  int64_t expires_at_s = 0;
  int64_t not_before_s = 0;  // issued_at_s if the token has no nbf
};

// Nothing unless `token` has that form.
std::optional<AccessToken> ParseToken(std::string_view token);

// Nothing unless `payload` has every claim, each of its type: one audience, whole seconds, a role
// that exists, names without control characters of at most limits::kClaimBytesMax.
std::optional<Claims> ParseClaims(std::string_view payload);

}  // namespace cairn
