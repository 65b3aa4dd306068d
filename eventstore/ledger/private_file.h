// Small files that nobody but the server's own user may touch: signing keys and the head witness.
// Paths are taken as they are; every error names the path and the system's reason.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace cairn {

// Creates `path` with mode 0600 and `bytes`, all or nothing: written beside it, synced, linked into
// place, folder synced. kAlreadyExists if `path` exists; nothing is ever overwritten.
absl::Status CreatePrivateFile(const std::string& path, std::string_view bytes);

// Opens with `flags` of open(2) and returns the descriptor, which the caller closes. kNotFound if
// missing; kFailedPrecondition if it is a link or no plain file, belongs to another user, or is
// open to group or others.
absl::StatusOr<int> OpenPrivateFile(const std::string& path, int flags);

// The whole file, opened so. kFailedPrecondition if it holds more than `bytes_max`.
absl::StatusOr<std::string> ReadPrivateFile(const std::string& path, size_t bytes_max);

}  // namespace cairn
