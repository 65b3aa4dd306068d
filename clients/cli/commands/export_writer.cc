#include "clients/cli/commands/export_writer.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

#include "clients/cli/local_files.h"
#include "clients/cli/print/text_layout.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr size_t kDepthMax = 8;
constexpr size_t kNameBytesMax = 128;

bool IsPlainName(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  return plain && !name.empty() && name.front() != '.' && name.size() <= kNameBytesMax;
}

absl::Status Broken(std::string_view why, std::string_view path) {
  return absl::DataLossError(
      absl::StrFormat("The export is damaged: %s \"%s\".", why, Plain(path)));
}

}  // namespace

absl::Status CheckExportPath(std::string_view path) {
  const std::vector<std::string> names = absl::StrSplit(std::string(path), '/');
  const bool good =
      names.size() <= kDepthMax && std::all_of(names.begin(), names.end(), IsPlainName);
  if (good) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrFormat("\"%s\" is no path within an export", Plain(path)));
}

absl::StatusOr<ExportWriter> ExportWriter::Create(const std::filesystem::path& folder) {
  CLIENT_RETURN_IF_ERROR(MakePrivateFolder(folder));
  std::error_code error;
  const bool empty = std::filesystem::is_empty(folder, error);
  if (error) return absl::UnknownError(folder.string() + ": " + error.message());
  if (!empty) {
    return absl::AlreadyExistsError(folder.string() +
                                    " is not empty: an export is not mixed with "
                                    "other files");
  }
  return ExportWriter(folder);
}

absl::Status ExportWriter::Take(const v1::ExportRecordResponse& part) {
  CLIENT_RETURN_IF_ERROR(CheckExportPath(part.path()));
  const std::filesystem::path file = folder_ / part.path();
  if (open_path_.empty()) {
    CLIENT_RETURN_IF_ERROR(MakePrivateFolder(file.parent_path()));
    CLIENT_RETURN_IF_ERROR(CreateFile(file, part.content(), Secrecy::kSecret));
    ++files_;
  } else if (part.path() == open_path_) {
    CLIENT_RETURN_IF_ERROR(AppendToFile(file, part.content()));
  } else {
    return Broken("another file begins before the end of", open_path_);
  }
  open_path_ = part.end_of_file() ? std::string() : part.path();
  return absl::OkStatus();
}

absl::Status ExportWriter::Complete() const {
  if (!open_path_.empty()) return Broken("there is no end of", open_path_);
  return files_ > 0 ? absl::OkStatus() : absl::DataLossError("The export holds no file.");
}

}  // namespace cairn::cli
