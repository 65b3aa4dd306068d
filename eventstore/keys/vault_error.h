// What is said when the system refuses something to the vault or its journal. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace cairn {

// kUnavailable: "cannot sync /var/lib/cairn/vault: <what errno says>".
absl::Status VaultError(std::string_view doing, const std::string& path);

}  // namespace cairn
