#include "eventstore/ledger/private_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

absl::Status SystemError(std::string_view doing, const std::string& path) {
  const int error = errno;
  const std::string text = absl::StrFormat("cannot %s %s: %s", doing, path, strerror(error));
  if (error == ENOENT) return absl::NotFoundError(text);
  if (error == EEXIST) return absl::AlreadyExistsError(text);
  if (error == ELOOP) return absl::FailedPreconditionError(text);
  return absl::UnavailableError(text);
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

absl::Status SyncNamesIn(const std::string& folder) {
  return SyncFolder(folder) ? absl::OkStatus() : SystemError("sync", folder);
}

absl::Status WriteAll(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError("write", path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status WriteSynced(const std::string& path, std::string_view bytes) {
  const FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.is_open()) return SystemError("create", path);
  CAIRN_RETURN_IF_ERROR(WriteAll(file.number(), bytes, path));
  if (fsync(file.number()) != 0) return SystemError("sync", path);
  return absl::OkStatus();
}

// Of a folder that was there before. One that nobody may look into was made by whoever may, who had
// to see to it.
absl::Status SyncNameOf(const std::string& path) {
  const std::string around = FolderOf(path);
  if (access(around.c_str(), R_OK) != 0 && errno == EACCES) return absl::OkStatus();
  return SyncNamesIn(around);
}

}  // namespace

absl::Status MakePrivateFolder(const std::string& path) {
  if (path.size() > 1 && path.back() == '/') {
    return MakePrivateFolder(path.substr(0, path.size() - 1));
  }
  struct stat info;
  if (stat(path.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return SyncNameOf(path);
    return absl::FailedPreconditionError(absl::StrFormat("%s is not a folder", path));
  }
  if (errno != ENOENT) return SystemError("look at", path);
  CAIRN_RETURN_IF_ERROR(MakePrivateFolder(FolderOf(path)));
  if (mkdir(path.c_str(), 0700) != 0) return SystemError("create", path);
  return SyncNamesIn(FolderOf(path));
}

absl::Status CreatePrivateFile(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  unlink(beside.c_str());  // left by a crash, if there is one
  CAIRN_RETURN_IF_ERROR(WriteSynced(beside, bytes));
  // link, unlike rename, never replaces what is there.
  absl::Status linked;
  if (link(beside.c_str(), path.c_str()) != 0) linked = SystemError("create", path);
  unlink(beside.c_str());
  CAIRN_RETURN_IF_ERROR(linked);
  return SyncNamesIn(FolderOf(path));
}

absl::StatusOr<FileHandle> OpenPrivateFile(const std::string& path, int flags) {
  FileHandle file(open(path.c_str(), flags | O_NOFOLLOW | O_CLOEXEC));
  if (!file.is_open()) return SystemError("open", path);
  struct stat info;
  if (fstat(file.number(), &info) != 0) return SystemError("look at", path);
  if (!S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(absl::StrFormat("%s is not a plain file", path));
  }
  if (info.st_uid != geteuid()) {
    return absl::FailedPreconditionError(absl::StrFormat("%s belongs to another user", path));
  }
  if ((info.st_mode & 077) != 0) {
    return absl::FailedPreconditionError(absl::StrFormat(
        "%s is open to group or others (mode %04o); chmod 600 it", path, info.st_mode & 07777));
  }
  return file;
}

absl::StatusOr<std::string> ReadPrivateFile(const std::string& path, size_t bytes_max) {
  CAIRN_ASSIGN_OR_RETURN(const FileHandle file, OpenPrivateFile(path, O_RDONLY));
  std::string bytes(bytes_max + 1, '\0');
  size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("read", path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size > bytes_max) {
    return absl::FailedPreconditionError(absl::StrFormat("%s is too long", path));
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace cairn
