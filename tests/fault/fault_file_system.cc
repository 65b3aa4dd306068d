#include "tests/fault/fault_file_system.h"

#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "rocksdb/file_system.h"
#include "rocksdb/system_clock.h"

namespace cairn {
namespace {

using rocksdb::FileOptions;
using rocksdb::FileSystem;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

IOStatus StatusOf(int error, const std::string& what) {
  if (error == 0) return IOStatus::OK();
  if (error == ENOSPC) return IOStatus::NoSpace(what, strerror(error));
  return IOStatus::IOError(what, strerror(error));
}

// What RocksDB writes: always at the end.
class FaultFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultFile(FaultDisk& disk, FaultDisk::FileRef file, std::unique_ptr<rocksdb::FSWritableFile> real)
      : rocksdb::FSWritableFileOwnerWrapper(std::move(real)), disk_(disk), file_(std::move(file)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    const FaultDisk::Taken taken = disk_.Write(file_, disk_.SizeOf(file_), data.ToStringView());
    if (taken.bytes > 0) {
      const IOStatus real = target()->Append(Slice(data.data(), taken.bytes), options, debug);
      if (!real.ok()) return real;
    }
    return StatusOf(taken.error, "append");
  }
  IOStatus Append(const Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& /*sum*/, IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus PositionedAppend(const Slice&, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::NotSupported("positioned append");
  }
  IOStatus PositionedAppend(const Slice&, uint64_t, const IOOptions&,
                            const rocksdb::DataVerificationInfo&, IODebugContext*) override {
    return IOStatus::NotSupported("positioned append");
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    const int error = disk_.Truncate(file_, size);
    return error == 0 ? target()->Truncate(size, options, debug) : StatusOf(error, "truncate");
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    return StatusOf(disk_.Sync(file_), "sync");
  }
  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    return StatusOf(disk_.Sync(file_), "sync");
  }
  // A hint to write early; promises nothing.
  IOStatus RangeSync(uint64_t, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }
  void PrepareWrite(size_t, size_t, const IOOptions&, IODebugContext*) override {}
  IOStatus Allocate(uint64_t, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  FaultDisk& disk_;
  const FaultDisk::FileRef file_;
};

class FaultFolder final : public rocksdb::FSDirectoryWrapper {
 public:
  FaultFolder(FaultDisk& disk, std::string path, std::unique_ptr<rocksdb::FSDirectory> real)
      : rocksdb::FSDirectoryWrapper(std::move(real)), disk_(disk), path_(std::move(path)) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    return StatusOf(disk_.SyncFolder(path_), "sync of a folder");
  }
  // RocksDB leaves some of these out on file systems where it believes them needless; not here.
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& /*why*/) override {
    return Fsync(options, debug);
  }

 private:
  FaultDisk& disk_;
  const std::string path_;
};

class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit FaultFileSystem(FaultDisk& disk)
      : rocksdb::FileSystemWrapper(FileSystem::Default()), disk_(disk) {}

  const char* Name() const override { return "FaultFileSystem"; }

  IOStatus NewWritableFile(const std::string& path, const FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* result,
                           IODebugContext* debug) override {
    FaultDisk::FileRef file;
    if (const int error = disk_.Create(path, &file); error != 0) return StatusOf(error, path);
    std::unique_ptr<rocksdb::FSWritableFile> real;
    IOStatus status = target()->NewWritableFile(path, options, &real, debug);
    if (status.ok()) *result = std::make_unique<FaultFile>(disk_, file, std::move(real));
    return status;
  }
  IOStatus ReopenWritableFile(const std::string& path, const FileOptions& options,
                              std::unique_ptr<rocksdb::FSWritableFile>* result,
                              IODebugContext* debug) override {
    const FaultDisk::FileRef file = disk_.Find(path);
    if (!file) return NewWritableFile(path, options, result, debug);
    std::unique_ptr<rocksdb::FSWritableFile> real;
    IOStatus status = target()->ReopenWritableFile(path, options, &real, debug);
    if (status.ok()) *result = std::make_unique<FaultFile>(disk_, file, std::move(real));
    return status;
  }
  IOStatus ReuseWritableFile(const std::string& path, const std::string& /*old*/,
                             const FileOptions&, std::unique_ptr<rocksdb::FSWritableFile>*,
                             IODebugContext*) override {
    return IOStatus::NotSupported("reuse of " + path);
  }
  IOStatus NewRandomRWFile(const std::string& path, const FileOptions&,
                           std::unique_ptr<rocksdb::FSRandomRWFile>*, IODebugContext*) override {
    return IOStatus::NotSupported("random writes to " + path);
  }
  IOStatus NewDirectory(const std::string& path, const IOOptions& options,
                        std::unique_ptr<rocksdb::FSDirectory>* result,
                        IODebugContext* debug) override {
    std::unique_ptr<rocksdb::FSDirectory> real;
    IOStatus status = target()->NewDirectory(path, options, &real, debug);
    if (status.ok()) *result = std::make_unique<FaultFolder>(disk_, path, std::move(real));
    return status;
  }

  IOStatus DeleteFile(const std::string& path, const IOOptions& options,
                      IODebugContext* debug) override {
    if (!target()->FileExists(path, options, debug).ok()) return IOStatus::PathNotFound(path);
    const int error = disk_.Delete(path);
    return error == 0 ? target()->DeleteFile(path, options, debug) : StatusOf(error, path);
  }
  IOStatus Truncate(const std::string& path, size_t size, const IOOptions& options,
                    IODebugContext* debug) override {
    const FaultDisk::FileRef file = disk_.Find(path);
    if (!file) return IOStatus::PathNotFound(path);
    const int error = disk_.Truncate(file, size);
    return error == 0 ? target()->Truncate(path, size, options, debug) : StatusOf(error, path);
  }
  IOStatus CreateDir(const std::string& path, const IOOptions& options,
                     IODebugContext* debug) override {
    const int error = disk_.MakeFolder(path);
    return error == 0 ? target()->CreateDir(path, options, debug) : StatusOf(error, path);
  }
  IOStatus CreateDirIfMissing(const std::string& path, const IOOptions& options,
                              IODebugContext* debug) override {
    if (target()->FileExists(path, options, debug).ok()) return IOStatus::OK();
    return CreateDir(path, options, debug);
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    const int error = disk_.Rename(from, to);
    return error == 0 ? target()->RenameFile(from, to, options, debug) : StatusOf(error, from);
  }
  IOStatus LinkFile(const std::string& from, const std::string& to, const IOOptions& options,
                    IODebugContext* debug) override {
    const int error = disk_.Link(from, to);
    return error == 0 ? target()->LinkFile(from, to, options, debug) : StatusOf(error, from);
  }
  IOStatus GetFreeSpace(const std::string& path, const IOOptions& options, uint64_t* bytes,
                        IODebugContext* debug) override {
    const std::optional<uint64_t> free_bytes = disk_.FreeBytes();
    if (!free_bytes) return target()->GetFreeSpace(path, options, bytes, debug);
    *bytes = *free_bytes;
    return IOStatus::OK();
  }

 private:
  FaultDisk& disk_;
};

// After every write that failed in the background RocksDB waits a second, in case the disk
// recovers. Here that is for the test to say.
class HastyClock : public rocksdb::SystemClockWrapper {
 public:
  using SystemClockWrapper::SystemClockWrapper;
  const char* Name() const override { return "HastyClock"; }
  void SleepForMicroseconds(int) override { std::this_thread::yield(); }
};

class FaultEnv : public rocksdb::EnvWrapper {
 public:
  explicit FaultEnv(std::unique_ptr<rocksdb::Env> env) : EnvWrapper(std::move(env)) {
    file_system_ = target()->GetFileSystem();
    system_clock_ = std::make_shared<HastyClock>(target()->GetSystemClock());
  }
  const char* Name() const override { return "FaultEnv"; }
};

}  // namespace

std::unique_ptr<rocksdb::Env> NewFaultEnv(FaultDisk& disk) {
  return std::make_unique<FaultEnv>(
      rocksdb::NewCompositeEnv(std::make_shared<FaultFileSystem>(disk)));
}

}  // namespace cairn
