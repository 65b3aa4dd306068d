// File descriptors that are closed with their owner, and folders whose names are there to stay.
// System errors are in errno, which nothing here changes on its way out.
#pragma once

#include <string>
#include <utility>

namespace cairn {

// Movable. Not thread-safe.
class FileHandle {
 public:
  // Takes over what open(2) returned; below 0: none.
  explicit FileHandle(int number = -1) : number_(number) {}
  FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileHandle();

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  // The caller closes it.
  int Release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// Makes the names in the folder `path` durable, and the absence of names that were removed. False:
// errno says why.
bool SyncFolder(const std::string& path);

}  // namespace cairn
