#include "clients/cli/local_files.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cairn::cli {
namespace {

constexpr size_t kReadBytes = size_t{64} << 10;

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string Failure(const std::filesystem::path& path, int error) {
  return path.string() + ": " + std::strerror(error);
}

absl::Status WriteAll(int fd, std::string_view content, const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return absl::UnknownError(Failure(path, errno));
    content.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(fd) == 0 ? absl::OkStatus() : absl::UnknownError(Failure(path, errno));
}

}  // namespace

absl::Status MakePrivateFolder(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::path made = folder.has_filename() ? folder : folder.parent_path();
  const std::filesystem::path parent = made.parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, error);
  if (!error && mkdir(made.c_str(), 0700) != 0 && errno != EEXIST) {
    return absl::UnknownError(Failure(made, errno));
  }
  return error ? absl::UnknownError(parent.string() + ": " + error.message()) : absl::OkStatus();
}

absl::Status CreateFile(const std::filesystem::path& path, std::string_view content,
                        Secrecy secrecy) {
  const mode_t mode = secrecy == Secrecy::kSecret ? 0600 : 0644;
  const Descriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (file.get() < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError(path.string() + " is there already");
  }
  if (file.get() < 0) return absl::UnknownError(Failure(path, errno));
  return WriteAll(file.get(), content, path);
}

absl::Status AppendToFile(const std::filesystem::path& path, std::string_view content) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC));
  if (file.get() < 0) return absl::UnknownError(Failure(path, errno));
  return WriteAll(file.get(), content, path);
}

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path, Secrecy secrecy,
                                     size_t bytes_max) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (file.get() < 0 || fstat(file.get(), &about) != 0) {
    return absl::NotFoundError(Failure(path, errno));
  }
  if (secrecy == Secrecy::kSecret && (about.st_mode & 077) != 0) {
    return absl::PermissionDeniedError(path.string() +
                                       " can be read by others; give it the mode 0600");
  }
  std::string content;
  while (content.size() <= bytes_max) {
    const size_t size = content.size();
    content.resize(size + kReadBytes);
    const ssize_t got = read(file.get(), content.data() + size, kReadBytes);
    content.resize(size + static_cast<size_t>(got > 0 ? got : 0));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::UnknownError(Failure(path, errno));
    if (got == 0) return content;
  }
  return absl::InvalidArgumentError(path.string() + " is too large");
}

}  // namespace cairn::cli
