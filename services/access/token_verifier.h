// Decides whether a bearer token is believed, and who it says is calling (ASVS 9.1-9.2, RFC 8725,
// RFC 9068). Keys are pinned; nothing in a token can bring its own.
//
// Thread-safe. A token that was good is remembered by its SHA-256 until it expires, at most
// limits::kTokensCachedMax of them; its times are compared with the clock on every use.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/mutex.h"
#include "eventstore/ledger/hash.h"
#include "services/access/access_token.h"
#include "services/access/caller.h"
#include "services/access/jwks.h"

namespace cairn {

// What a token must say.
struct TokenRules {
  std::string issuer;    // `iss`, exactly
  std::string audience;  // `aud`, exactly
  // Longest time from `iat` to `exp`. Only a local issuer of demonstrations needs more than 15
  // minutes: a stolen token works until it expires.
  int64_t lifetime_max_s = 15 * 60;
};

class TokenVerifier final {
 public:
  // `clock` must outlive the verifier.
  TokenVerifier(KeySet keys, TokenRules rules, Clock& clock);

  // Who is calling: never null. No sentence repeats any part of the token; metadata `check` names
  // the check that failed (form, key, signature, claims, issuer, audience, lifetime) for whoever
  // runs the server.
  //   TOKEN_MISSING  `token` is empty
  //   TOKEN_INVALID  it is not a token of this issuer for this audience that we can believe
  //   TOKEN_EXPIRED  it was, and has expired or is not valid yet, with 60 s for clocks that differ
  absl::StatusOr<CallerPtr> Verify(std::string_view token);

 private:
  struct HashOfHash {
    size_t operator()(const Hash& hash) const;
  };
  using ClaimsPtr = std::shared_ptr<const Claims>;
  using Remembered = std::list<std::pair<Hash, ClaimsPtr>>;  // the most recently used first

  absl::StatusOr<ClaimsPtr> Believe(std::string_view token) const;
  absl::Status CheckTimes(const Claims& claims) const;
  ClaimsPtr Recall(const Hash& digest);
  void Remember(const Hash& digest, ClaimsPtr claims);

  const KeySet keys_;
  const TokenRules rules_;
  Clock& clock_;
  Mutex mutex_;
  Remembered remembered_ ABSL_GUARDED_BY(mutex_);
  std::unordered_map<Hash, Remembered::iterator, HashOfHash> by_digest_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
