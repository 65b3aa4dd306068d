#include "tests/support/counted_files.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <pthread.h>

#include "rocksdb/file_system.h"

namespace cairn {
namespace {

using rocksdb::FSRandomAccessFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

// RocksDB names its threads.
bool IsOfTheEngine() {
  thread_local const bool engine = [] {
    std::array<char, 16> name{};
    pthread_getname_np(pthread_self(), name.data(), name.size());
    return std::string_view(name.data()).starts_with("rocksdb:");
  }();
  return engine;
}

class CountedFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  CountedFile(CountedFiles::Count& count, std::unique_ptr<FSRandomAccessFile> real)
      : FSRandomAccessFileOwnerWrapper(std::move(real)), count_(count) {}

  IOStatus Read(uint64_t offset, size_t size, const IOOptions& options, rocksdb::Slice* result,
                char* scratch, IODebugContext* debug) const override {
    Add(size);
    return target()->Read(offset, size, options, result, scratch, debug);
  }
  IOStatus MultiRead(rocksdb::FSReadRequest* requests, size_t count, const IOOptions& options,
                     IODebugContext* debug) override {
    for (size_t i = 0; i < count; ++i) Add(requests[i].len);
    return target()->MultiRead(requests, count, options, debug);
  }

 private:
  void Add(size_t bytes) const {
    if (IsOfTheEngine()) return;
    ++count_.reads;
    count_.bytes += bytes;
  }

  CountedFiles::Count& count_;
};

class CountedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  explicit CountedFileSystem(CountedFiles::Count& count)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), count_(count) {}

  const char* Name() const override { return "CountedFiles"; }

  IOStatus NewRandomAccessFile(const std::string& path, const rocksdb::FileOptions& options,
                               std::unique_ptr<FSRandomAccessFile>* result,
                               IODebugContext* debug) override {
    std::unique_ptr<FSRandomAccessFile> real;
    IOStatus opened = target()->NewRandomAccessFile(path, options, &real, debug);
    if (opened.ok()) *result = std::make_unique<CountedFile>(count_, std::move(real));
    return opened;
  }

 private:
  CountedFiles::Count& count_;
};

}  // namespace

CountedFiles::CountedFiles()
    : env_(rocksdb::NewCompositeEnv(std::make_shared<CountedFileSystem>(count_))) {}

CountedFiles::~CountedFiles() = default;

}  // namespace cairn
