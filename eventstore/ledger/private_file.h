// Small files that nobody but the server's own user may touch, and the folders they are in: signing
// keys, the head witness, the keys and the journal of the vault, what backups and restores write,
// and what the last scrub found. Paths are taken as they are; every error names the path and the
// system's reason.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/file_handle.h"

namespace cairn {

// Makes the folder `path`, and those around it that are missing, with mode 0700; a folder that is
// there stays as it is. On OK a power cut takes none of their names away, also not the name of one
// that a stopped process has left. kFailedPrecondition if `path` is something else.
absl::Status MakePrivateFolder(const std::string& path);

// Creates `path` with mode 0600 and `bytes`, all or nothing: written beside it, synced, linked into
// place, folder synced. kAlreadyExists if `path` exists; nothing is ever overwritten.
absl::Status CreatePrivateFile(const std::string& path, std::string_view bytes);

// Opens with `flags` of open(2). kNotFound if missing; kFailedPrecondition if it is a link or no
// plain file, belongs to another user, or is open to group or others.
absl::StatusOr<FileHandle> OpenPrivateFile(const std::string& path, int flags);

// The whole file, opened so. kFailedPrecondition if it holds more than `bytes_max`.
absl::StatusOr<std::string> ReadPrivateFile(const std::string& path, size_t bytes_max);

}  // namespace cairn
