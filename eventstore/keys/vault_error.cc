#include "eventstore/keys/vault_error.h"

#include <cerrno>
#include <cstring>

#include "absl/strings/str_format.h"

namespace cairn {

absl::Status VaultError(std::string_view doing, const std::string& path) {
  return absl::UnavailableError(absl::StrFormat("cannot %s %s: %s", doing, path, strerror(errno)));
}

}  // namespace cairn
