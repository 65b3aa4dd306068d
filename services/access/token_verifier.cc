#include "services/access/token_verifier.h"

#include <cstring>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

constexpr int64_t kSkewSeconds = 60;  // between our clock and the issuer's
constexpr int64_t kMicrosPerSecond = 1'000'000;

absl::Status Invalid(std::string_view check) {
  return Refusal(v1::ERROR_REASON_TOKEN_INVALID,
                 "This sign-in is not accepted here. Please sign in again.",
                 {{"check", std::string(check)}});
}

absl::Status Expired() {
  return Refusal(v1::ERROR_REASON_TOKEN_EXPIRED,
                 "Your sign-in is out of date. Please sign in again.");
}

}  // namespace

size_t TokenVerifier::HashOfHash::operator()(const Hash& hash) const {
  size_t value = 0;  // SHA-256 is spread evenly already
  std::memcpy(&value, hash.data(), sizeof(value));
  return value;
}

TokenVerifier::TokenVerifier(KeySet keys, TokenRules rules, Clock& clock)
    : keys_(std::move(keys)), rules_(std::move(rules)), clock_(clock) {}

absl::StatusOr<CallerPtr> TokenVerifier::Verify(std::string_view token) {
  if (token.empty()) {
    return Refusal(v1::ERROR_REASON_TOKEN_MISSING, "Please sign in first.");
  }
  if (token.size() > limits::kTokenBytesMax) return Invalid("form");
  const Hash digest = Sha256({token});
  ClaimsPtr claims = Recall(digest);
  const bool is_new = claims == nullptr;
  if (is_new) {
    CAIRN_ASSIGN_OR_RETURN(claims, Believe(token));
  }
  CAIRN_RETURN_IF_ERROR(CheckTimes(*claims));
  if (is_new) Remember(digest, claims);
  const Caller& caller = claims->caller;
  return CallerPtr(std::move(claims), &caller);
}

absl::StatusOr<TokenVerifier::ClaimsPtr> TokenVerifier::Believe(std::string_view token) const {
  const std::optional<AccessToken> parts = ParseToken(token);
  if (!parts) return Invalid("form");
  const VerificationKey* key = keys_.Find(parts->key_id);
  if (key == nullptr || parts->algorithm != NameOf(key->algorithm())) return Invalid("key");
  if (!key->Verify(parts->signed_part, parts->signature)) return Invalid("signature");

  // From here on the issuer's own words are judged.
  std::optional<Claims> claims = ParseClaims(parts->payload);
  if (!claims) return Invalid("claims");
  if (claims->caller.issuer != rules_.issuer) return Invalid("issuer");
  if (claims->audience != rules_.audience) return Invalid("audience");
  const int64_t lifetime_s = claims->expires_at_s - claims->issued_at_s;
  if (lifetime_s <= 0 || lifetime_s > rules_.lifetime_max_s) return Invalid("lifetime");
  return std::make_shared<const Claims>(*std::move(claims));
}

absl::Status TokenVerifier::CheckTimes(const Claims& claims) const {
  const int64_t now_s = clock_.NowMicros() / kMicrosPerSecond;
  const bool begun =
      claims.issued_at_s <= now_s + kSkewSeconds && claims.not_before_s <= now_s + kSkewSeconds;
  const bool over = claims.expires_at_s + kSkewSeconds <= now_s;
  return begun && !over ? absl::OkStatus() : Expired();
}

TokenVerifier::ClaimsPtr TokenVerifier::Recall(const Hash& digest) {
  const MutexLock lock(mutex_);
  const auto found = by_digest_.find(digest);
  if (found == by_digest_.end()) return nullptr;
  remembered_.splice(remembered_.begin(), remembered_, found->second);
  return found->second->second;
}

void TokenVerifier::Remember(const Hash& digest, ClaimsPtr claims) {
  const MutexLock lock(mutex_);
  if (by_digest_.contains(digest)) return;  // another thread verified the same token meanwhile
  remembered_.emplace_front(digest, std::move(claims));
  by_digest_.emplace(digest, remembered_.begin());
  if (remembered_.size() <= limits::kTokensCachedMax) return;
  by_digest_.erase(remembered_.back().first);
  remembered_.pop_back();
}

}  // namespace cairn
