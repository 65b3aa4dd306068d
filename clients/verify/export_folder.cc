#include "clients/verify/export_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"

#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

namespace fs = std::filesystem;

constexpr size_t kFilesMax = 200'000;
constexpr std::string_view kProofsFolder = "events/";
constexpr std::string_view kProofSuffix = ".tlog-proof";

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t bytes_max) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes;
  char block[64 << 10];
  while (stream && bytes.size() <= bytes_max) {
    stream.read(block, sizeof block);
    bytes.append(block, static_cast<size_t>(stream.gcount()));
  }
  if (bytes.size() > bytes_max) {
    return absl::InvalidArgumentError(absl::StrFormat("is larger than %d bytes", bytes_max));
  }
  if (!stream.eof()) return absl::NotFoundError("cannot be read");
  return bytes;
}

absl::StatusOr<ExportFolder> ExportFolder::Open(const std::string& path) {
  ExportFolder folder(path);
  std::error_code error;
  fs::recursive_directory_iterator entry(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::file_status status = entry->symlink_status(error);
    if (error) break;
    std::string name = entry->path().lexically_relative(path).generic_string();
    if (fs::is_directory(status)) continue;
    (fs::is_regular_file(status) ? folder.files_ : folder.others_).push_back(std::move(name));
    if (folder.files_.size() + folder.others_.size() > kFilesMax) {
      return absl::InvalidArgumentError("the folder holds more than 200,000 files");
    }
  }
  if (error) {
    return absl::NotFoundError(absl::StrFormat("%s cannot be read: %s", path, error.message()));
  }
  std::sort(folder.files_.begin(), folder.files_.end());
  std::sort(folder.others_.begin(), folder.others_.end());
  return folder;
}

bool ExportFolder::Has(std::string_view file) const {
  return std::binary_search(files_.begin(), files_.end(), file);
}

absl::StatusOr<std::string> ExportFolder::Read(const std::string& file, size_t bytes_max) const {
  return ReadFile(path_ + "/" + file, bytes_max);
}

std::optional<uint64_t> VersionOfProof(std::string_view file) {
  if (!file.starts_with(kProofsFolder) || !file.ends_with(kProofSuffix)) return std::nullopt;
  std::string_view digits = file.substr(kProofsFolder.size());
  digits.remove_suffix(kProofSuffix.size());
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  const std::optional<uint64_t> version = ParseDecimal(digits);
  if (!version || absl::StrFormat("events/%05d.tlog-proof", *version) != file) return std::nullopt;
  return version;
}

}  // namespace cairn::verify
