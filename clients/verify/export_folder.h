// An export on disk: which files it has, and their bytes. The only part of the verifier that
// touches the disk. Follows no links. Thread-safe once open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cairn::verify {

// The whole file. kNotFound if it cannot be opened, kInvalidArgument if it is longer than
// `bytes_max`.
absl::StatusOr<std::string> ReadFile(const std::string& path, size_t bytes_max);

class ExportFolder {
 public:
  // kNotFound unless `path` is a folder that can be listed; kInvalidArgument if it holds more than
  // 200,000 files.
  static absl::StatusOr<ExportFolder> Open(const std::string& path);

  // Ordinary files below the folder, relative to it, with `/`, in the order of their names.
  const std::vector<std::string>& files() const { return files_; }
  // What is neither file nor folder: links, devices.
  const std::vector<std::string>& others() const { return others_; }
  bool Has(std::string_view file) const;

  // As above; `file` is one of files().
  absl::StatusOr<std::string> Read(const std::string& file, size_t bytes_max) const;

 private:
  explicit ExportFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::vector<std::string> files_;
  std::vector<std::string> others_;
};

// `events/00001.tlog-proof` -> 1; nothing for every other name, also for another spelling of a
// version.
std::optional<uint64_t> VersionOfProof(std::string_view file);

}  // namespace cairn::verify
