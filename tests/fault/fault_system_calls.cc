// The system calls of our own code, for the files that it writes without RocksDB: head witness,
// master keys, signing key. The linker sends them here (--wrap, see CMakeLists.txt), and from here
// the files below the root of the FaultDisk go through it. RocksDB's library is not touched.
#include <cerrno>
#include <cstdarg>
#include <map>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eventstore/base/mutex.h"
#include "tests/fault/fault_disk.h"

// The linker's names. NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
int __real_open(const char* path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_write(int descriptor, const void* bytes, size_t size);
ssize_t __real_pwrite(int descriptor, const void* bytes, size_t size, off_t offset);
int __real_fsync(int descriptor);
int __real_fdatasync(int descriptor);
int __real_ftruncate(int descriptor, off_t size);
int __real_link(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_rename(const char* from, const char* to);
int __real_mkdir(const char* path, mode_t mode);
}

namespace cairn {
namespace {

// What a descriptor of the disk stands for.
struct Opened {
  FaultDisk::FileRef file;  // null: a folder
  std::string path;
  uint64_t offset = 0;
  bool appends = false;
};

class Descriptors {
 public:
  void Set(int descriptor, Opened opened) {
    MutexLock lock(mutex_);
    opened_[descriptor] = std::move(opened);
  }
  void Erase(int descriptor) {
    MutexLock lock(mutex_);
    opened_.erase(descriptor);
  }
  // Nothing if the disk has no part in it.
  std::optional<Opened> Get(int descriptor) {
    MutexLock lock(mutex_);
    const auto found = opened_.find(descriptor);
    if (found == opened_.end() || FaultDisk::Current() == nullptr) return std::nullopt;
    return found->second;
  }
  void Advance(int descriptor, uint64_t bytes) {
    MutexLock lock(mutex_);
    opened_[descriptor].offset += bytes;
  }

 private:
  Mutex mutex_;
  std::map<int, Opened> opened_ ABSL_GUARDED_BY(mutex_);
};

Descriptors& Known() {
  static Descriptors known;
  return known;
}

FaultDisk* DiskOf(const char* path) {
  FaultDisk* disk = FaultDisk::Current();
  return disk != nullptr && disk->Covers(path) ? disk : nullptr;
}

int Failed(int error) {
  errno = error;
  return -1;
}

int OpenOn(FaultDisk& disk, const char* path, int flags, mode_t mode) {
  const bool was_there = access(path, F_OK) == 0;
  const int descriptor = __real_open(path, flags, mode);
  if (descriptor < 0) return descriptor;
  Opened opened{.file = disk.Find(path), .path = path, .appends = (flags & O_APPEND) != 0};
  if (!was_there) {
    if (const int error = disk.Create(path, &opened.file); error != 0) {
      __real_close(descriptor);
      __real_unlink(path);
      return Failed(error);
    }
  }
  Known().Set(descriptor, std::move(opened));
  return descriptor;
}

ssize_t WriteOn(const Opened& opened, int descriptor, const void* bytes, size_t size,
                uint64_t offset) {
  FaultDisk& disk = *FaultDisk::Current();
  const FaultDisk::Taken taken =
      disk.Write(opened.file, offset, std::string_view(static_cast<const char*>(bytes), size));
  ssize_t written = 0;
  if (taken.bytes > 0) {
    written = __real_pwrite(descriptor, bytes, taken.bytes, static_cast<off_t>(offset));
  }
  return taken.error == 0 ? written : Failed(taken.error);
}

int SyncOn(const Opened& opened) {
  FaultDisk& disk = *FaultDisk::Current();
  const int error = opened.file ? disk.Sync(opened.file) : disk.SyncFolder(opened.path);
  return error == 0 ? 0 : Failed(error);
}

}  // namespace
}  // namespace cairn

extern "C" {

int __wrap_open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  cairn::FaultDisk* disk = cairn::DiskOf(path);
  return disk != nullptr ? cairn::OpenOn(*disk, path, flags, mode) : __real_open(path, flags, mode);
}

int __wrap_close(int descriptor) {
  cairn::Known().Erase(descriptor);
  return __real_close(descriptor);
}

ssize_t __wrap_write(int descriptor, const void* bytes, size_t size) {
  const auto opened = cairn::Known().Get(descriptor);
  if (!opened) return __real_write(descriptor, bytes, size);
  const uint64_t offset =
      opened->appends ? cairn::FaultDisk::Current()->SizeOf(opened->file) : opened->offset;
  const ssize_t written = cairn::WriteOn(*opened, descriptor, bytes, size, offset);
  if (written > 0) cairn::Known().Advance(descriptor, static_cast<uint64_t>(written));
  return written;
}

ssize_t __wrap_pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  const auto opened = cairn::Known().Get(descriptor);
  if (!opened) return __real_pwrite(descriptor, bytes, size, offset);
  return cairn::WriteOn(*opened, descriptor, bytes, size, static_cast<uint64_t>(offset));
}

int __wrap_fsync(int descriptor) {
  const auto opened = cairn::Known().Get(descriptor);
  return opened ? cairn::SyncOn(*opened) : __real_fsync(descriptor);
}

int __wrap_fdatasync(int descriptor) {
  const auto opened = cairn::Known().Get(descriptor);
  return opened ? cairn::SyncOn(*opened) : __real_fdatasync(descriptor);
}

int __wrap_ftruncate(int descriptor, off_t size) {
  const auto opened = cairn::Known().Get(descriptor);
  if (!opened) return __real_ftruncate(descriptor, size);
  const int error =
      cairn::FaultDisk::Current()->Truncate(opened->file, static_cast<uint64_t>(size));
  return error == 0 ? __real_ftruncate(descriptor, size) : cairn::Failed(error);
}

int __wrap_link(const char* from, const char* to) {
  cairn::FaultDisk* disk = cairn::DiskOf(to);
  if (disk == nullptr) return __real_link(from, to);
  if (access(to, F_OK) == 0) return cairn::Failed(EEXIST);
  const int error = disk->Link(from, to);
  return error == 0 ? __real_link(from, to) : cairn::Failed(error);
}

int __wrap_unlink(const char* path) {
  cairn::FaultDisk* disk = cairn::DiskOf(path);
  if (disk == nullptr) return __real_unlink(path);
  if (access(path, F_OK) != 0) return cairn::Failed(ENOENT);
  const int error = disk->Delete(path);
  return error == 0 ? __real_unlink(path) : cairn::Failed(error);
}

int __wrap_rename(const char* from, const char* to) {
  cairn::FaultDisk* disk = cairn::DiskOf(to);
  if (disk == nullptr) return __real_rename(from, to);
  const int error = disk->Rename(from, to);
  return error == 0 ? __real_rename(from, to) : cairn::Failed(error);
}

int __wrap_mkdir(const char* path, mode_t mode) {
  cairn::FaultDisk* disk = cairn::DiskOf(path);
  if (disk == nullptr) return __real_mkdir(path, mode);
  if (access(path, F_OK) == 0) return cairn::Failed(EEXIST);
  const int error = disk->MakeFolder(path);
  return error == 0 ? __real_mkdir(path, mode) : cairn::Failed(error);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
