// A guard that asks a sign-in service of tests who is calling.
//
//   TestLog log;
//   const TestGuard guard{log.clock};
//   const RecordReader reader(records, *guard, reads);
#pragma once

#include "services/access/guard.h"
#include "services/access/jwks.h"
#include "services/access/token_verifier.h"
#include "tests/support/token_issuer.h"

namespace cairn {

// Tokens of `issuer` are good, for the audience that it names, and no others. Thread-safe, as the
// guard is.
class TestGuard final {
 public:
  // `clock` must outlive it.
  explicit TestGuard(Clock& clock)
      : verifier_(KeySet::Parse(issuer.Jwks()).value(),
                  {.issuer = TokenIssuer::kIssuer, .audience = TokenIssuer::kAudience}, clock),
        guard_(verifier_, clock) {}

  const Guard& operator*() const { return guard_; }
  const Guard* operator->() const { return &guard_; }

  const TokenIssuer issuer;

 private:
  TokenVerifier verifier_;
  const Guard guard_;
};

}  // namespace cairn
