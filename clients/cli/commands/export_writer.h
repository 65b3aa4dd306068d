// Writes an export into a folder, file by file as its parts arrive. Nothing the server sends can
// make it write elsewhere. Not thread-safe.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/evidence_service.pb.h"

namespace cairn::cli {

// A path within an export: names of letters, digits and `._-`, none beginning with a dot, at most
// eight deep. kInvalidArgument for anything else, absolute paths and `..` above all.
absl::Status CheckExportPath(std::string_view path);

class ExportWriter {
 public:
  // The folder is made (mode 0700) or must be empty.
  static absl::StatusOr<ExportWriter> Create(const std::filesystem::path& folder);

  // Writes one part. A file is written once, its parts follow each other, and no other file begins
  // before it has ended.
  absl::Status Take(const v1::ExportRecordResponse& part);

  // Whether everything that began has ended; kDataLoss otherwise, or when nothing came.
  absl::Status Complete() const;

  size_t files() const { return files_; }

 private:
  explicit ExportWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  std::string open_path_;  // empty between files
  size_t files_ = 0;
};

}  // namespace cairn::cli
