#include "eventstore/base/file_handle.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace cairn {

FileHandle::~FileHandle() {
  if (number_ < 0) return;
  const int error = errno;
  close(number_);
  errno = error;
}

bool SyncFolder(const std::string& path) {
  const FileHandle folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder.is_open() && fsync(folder.number()) == 0;
}

}  // namespace cairn
