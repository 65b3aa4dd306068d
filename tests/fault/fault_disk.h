// FaultDisk: a model of the disk below one folder, for everything that is written there. The files
// are real, so that reading needs no model; what would be left of them after a power cut is kept
// here, and so a sync needs no real one and costs nothing.
//
//   - Bytes that were not synced are lost, or a prefix of the writes is kept and the next one is
//     torn: at a sector of 512 bytes where it appends, at any sectors where it overwrites.
//   - Names that were made, moved or removed since their folder was synced go back, or a prefix of
//     these changes is kept. Syncing a file does not save its name.
//   - After a sync that failed, what it should have saved is never saved by a later one: the system
//     may have dropped the pages and cleared the error.
//
// Each operation is counted and can be made to fail, or to be the moment of the power cut. RocksDB
// writes here through FaultFileSystem; head witness, vault and signing key through the system calls
// that fault_system_calls.cc puts in the place of the real ones.
//
// Thread-safe, but for PowerOn and Survivors: nothing may be written meanwhile.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/base/mutex.h"

namespace cairn {

enum class DiskStep {
  kCreate,
  kWrite,
  kSync,
  kRename,
  kLink,
  kDelete,
  kTruncate,
  kMakeFolder,
  kSyncFolder,
};

std::string_view DiskStepName(DiskStep step);

// Every step there is.
const std::set<DiskStep>& AllDiskSteps();

struct DiskOperation {
  DiskStep step;
  std::string path;  // relative to the root
  size_t bytes = 0;  // of a write
};

// What is to go wrong: the `nth` operation among `steps`, counted from 1 since it was armed.
struct DiskFault {
  std::set<DiskStep> steps = AllDiskSteps();
  size_t nth = 1;
  int error = EIO;
  bool for_good = false;   // every later one of `steps` fails as well
  bool power_cut = false;  // the operation may or may not be done, and everything later fails
};

class FaultDisk {
 public:
  struct File;
  using FileRef = std::shared_ptr<File>;

  // What is in the folder `root` is durable. One disk at a time in a process.
  explicit FaultDisk(std::string root);
  ~FaultDisk();
  FaultDisk(const FaultDisk&) = delete;
  FaultDisk& operator=(const FaultDisk&) = delete;

  // The disk of this process, or nothing.
  static FaultDisk* Current();
  const std::string& root() const { return root_; }
  bool Covers(const std::string& path) const;

  // Called before every operation, without a lock: where a kill test ends the process.
  std::function<void(const DiskOperation&)> before = [](const DiskOperation&) {};

  void Arm(DiskFault fault);
  // False if the armed fault has not happened, because fewer operations came.
  bool fault_happened() const;
  // From now on every operation fails.
  void CutPower();
  // What a start after the power cut finds: decides by `random` what was kept, and makes the folder
  // so. Disarms.
  void PowerOn(std::mt19937& random);
  // Ends what was armed; nothing is lost, as after the end of a process.
  void Disarm();
  // Every operation since the disk was made.
  std::vector<DiskOperation> operations() const;

  // All files together may hold so much; then ENOSPC. Nothing: without end.
  void SetCapacity(std::optional<uint64_t> bytes);
  // What is left of the capacity, if there is one.
  std::optional<uint64_t> FreeBytes() const;

  // Operations. 0: the caller does the same to the real files; else the errno of the failure.
  struct Taken {
    int error = 0;
    size_t bytes = 0;  // a failing write may have taken some
  };
  int Create(const std::string& path, FileRef* file);
  // Of a file that is there; nothing if it is not.
  FileRef Find(const std::string& path) const;
  Taken Write(const FileRef& file, uint64_t offset, std::string_view bytes);
  uint64_t SizeOf(const FileRef& file) const;
  int Truncate(const FileRef& file, uint64_t size);
  int Sync(const FileRef& file);
  int Rename(const std::string& from, const std::string& to);
  int Link(const std::string& from, const std::string& to);
  int Delete(const std::string& path);
  int MakeFolder(const std::string& path);
  int SyncFolder(const std::string& path);

 private:
  using Names = std::map<std::string, FileRef>;  // absolute paths; a folder has a null file
  // A change of names of one folder that happens as a whole: path to file, or nothing: removed.
  using NameChange = std::vector<std::pair<std::string, std::optional<FileRef>>>;

  static std::string Full(const std::string& path);
  std::string PathOf(const FileRef& file) const;
  // What is to become of the operation.
  struct Verdict {
    int error = 0;
    bool applies = true;  // to the model, whatever the caller is told
  };
  Verdict Begin(DiskStep step, const std::string& path, size_t bytes);
  Verdict Judge(DiskStep step) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  uint64_t Room() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  int ChangeNames(DiskStep step, const std::string& path, NameChange change);
  static void Apply(const NameChange& change, Names& names);
  Names Survivors(std::mt19937& random) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string root_;
  mutable Mutex mutex_;
  Names now_ ABSL_GUARDED_BY(mutex_);
  Names durable_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::vector<NameChange>> unsynced_names_ ABSL_GUARDED_BY(mutex_);
  std::vector<DiskOperation> operations_ ABSL_GUARDED_BY(mutex_);
  std::optional<DiskFault> fault_ ABSL_GUARDED_BY(mutex_);
  size_t counted_ ABSL_GUARDED_BY(mutex_) = 0;
  bool happened_ ABSL_GUARDED_BY(mutex_) = false;
  bool power_ ABSL_GUARDED_BY(mutex_) = true;
  std::optional<uint64_t> capacity_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
