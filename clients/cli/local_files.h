// Files of this machine: keys and tokens, whose modes matter, and what is loaded. Functions are
// safe from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace cairn::cli {

enum class Secrecy {
  kSecret,  // mode 0600; anything looser is refused when it is read
  kPublic,  // mode 0644
};

// Makes the folder with mode 0700 if it is missing.
absl::Status MakePrivateFolder(const std::filesystem::path& folder);

// Writes a new file durably. kAlreadyExists if there is one; links are not followed.
absl::Status CreateFile(const std::filesystem::path& path, std::string_view content,
                        Secrecy secrecy);

// Adds to a file that is there; links are not followed.
absl::Status AppendToFile(const std::filesystem::path& path, std::string_view content);

// Keys, tokens and certificates are far smaller.
inline constexpr size_t kSmallFileBytesMax = size_t{1} << 20;
// A load: a county's schools with ten years of entries.
inline constexpr size_t kLoadFileBytesMax = size_t{4} << 30;

// The whole file. kNotFound if it cannot be opened; kPermissionDenied if it is secret and others
// may read or write it; kInvalidArgument if it is larger than `bytes_max`.
absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path, Secrecy secrecy,
                                     size_t bytes_max = kSmallFileBytesMax);

}  // namespace cairn::cli
