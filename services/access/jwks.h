// The keys whose tokens are believed: a JWK set (RFC 7517) pinned in a file, never fetched.
// Values; thread-safe once made.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "services/access/verification_key.h"

namespace cairn {

class KeySet final {
 public:
  // The keys in `text`. Everything in it must be a key that we can use, so that a slip of whoever
  // wrote it shows when the server starts and not when somebody cannot sign in: 1 to 16 keys, each
  // with its own `kid`; kty OKP with crv Ed25519, EC with crv P-256, or RSA of 2048 bits or more;
  // `alg`, if given, fits the key (RSA without it means RS256); `use`, if given, is "sig"; no key
  // twice in an object; no private part.
  //   kInvalidArgument  with a sentence that names the key
  static absl::StatusOr<KeySet> Parse(std::string_view text);

  // Parse of the file at `path`, of at most limits::kKeySetBytesMax.
  //   kNotFound  it cannot be read
  static absl::StatusOr<KeySet> Load(const std::filesystem::path& path);

  // The key called `kid`, or null.
  const VerificationKey* Find(std::string_view kid) const;

  size_t size() const { return keys_.size(); }

 private:
  KeySet() = default;

  std::map<std::string, VerificationKey, std::less<>> keys_;
};

}  // namespace cairn
