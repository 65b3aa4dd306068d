#include "tests/fault/fault_disk.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <utility>

#include "eventstore/base/check.h"
#include "tests/support/test_data.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kSectorBytes = 512;

std::atomic<FaultDisk*> current = nullptr;

// One of the three things that a cut may leave of `count` changes in order: none, all, the first
// few.
size_t KeptOf(size_t count, std::mt19937& random) {
  switch (random() % 3) {
    case 0:
      return 0;
    case 1:
      return count;
  }
  return random() % (count + 1);
}

void Overlay(std::string& content, uint64_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  content.replace(offset, bytes.size(), bytes);
}

void WriteReal(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace

// A write, or a truncation, that no sync has saved.
struct Unsynced {
  uint64_t offset = 0;
  std::string bytes;
  bool truncates = false;
  bool dropped = false;  // by a sync that failed
};

struct FaultDisk::File {
  std::string path;  // the last name it was given
  std::string durable;
  std::vector<Unsynced> unsynced;
  uint64_t size = 0;  // as its writer sees it

  static void Put(const Unsynced& change, std::string& content) {
    if (change.truncates) return content.resize(change.offset);
    Overlay(content, change.offset, change.bytes);
  }

  // Some sectors of the write: the first ones where it makes the file longer, any where it does
  // not.
  static void PutTorn(const Unsynced& change, std::string& content, std::mt19937& random) {
    if (change.truncates) return;
    const uint64_t end = change.offset + change.bytes.size();
    const bool longer = end > content.size();
    for (uint64_t at = change.offset; at < end;) {
      const uint64_t next = std::min(end, (at / kSectorBytes + 1) * kSectorBytes);
      const bool kept = random() % 2 == 0;
      if (!kept && longer) return;
      if (kept) {
        Overlay(content, at, std::string_view(change.bytes).substr(at - change.offset, next - at));
      }
      at = next;
    }
  }

  std::string AfterPowerCut(std::mt19937& random) const {
    std::string content = durable;
    std::vector<Unsynced> changes;
    for (const Unsynced& change : unsynced) {
      if (!change.dropped) changes.push_back(change);
    }
    const size_t kept = KeptOf(changes.size(), random);
    for (size_t i = 0; i < kept; ++i) Put(changes[i], content);
    if (kept < changes.size()) PutTorn(changes[kept], content, random);
    return content;
  }
};

std::string_view DiskStepName(DiskStep step) {
  switch (step) {
    case DiskStep::kCreate:
      return "create";
    case DiskStep::kWrite:
      return "write";
    case DiskStep::kSync:
      return "sync";
    case DiskStep::kRename:
      return "rename";
    case DiskStep::kLink:
      return "link";
    case DiskStep::kDelete:
      return "delete";
    case DiskStep::kTruncate:
      return "truncate";
    case DiskStep::kMakeFolder:
      return "make folder";
    case DiskStep::kSyncFolder:
      return "sync folder";
  }
  CAIRN_CHECK_UNREACHABLE();
}

const std::set<DiskStep>& AllDiskSteps() {
  static const std::set<DiskStep> all = {
      DiskStep::kCreate,   DiskStep::kWrite,      DiskStep::kSync,
      DiskStep::kRename,   DiskStep::kLink,       DiskStep::kDelete,
      DiskStep::kTruncate, DiskStep::kMakeFolder, DiskStep::kSyncFolder};
  return all;
}

FaultDisk::FaultDisk(std::string root) : root_(fs::path(std::move(root)).lexically_normal()) {
  CAIRN_CHECK(current.exchange(this) == nullptr);
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    const std::string path = Full(entry.path());
    FileRef file;
    if (entry.is_regular_file()) {
      const std::string content = ReadFile(path);
      file = std::make_shared<File>(File{.path = path, .durable = content, .size = content.size()});
    }
    now_[path] = durable_[path] = file;
  }
}

FaultDisk::~FaultDisk() { current = nullptr; }

FaultDisk* FaultDisk::Current() { return current; }

std::string FaultDisk::Full(const std::string& path) {
  std::string full = fs::absolute(path).lexically_normal();
  while (full.size() > 1 && full.back() == '/') full.pop_back();
  return full;
}

bool FaultDisk::Covers(const std::string& path) const {
  const std::string full = Full(path);
  return full == root_ || full.starts_with(root_ + "/");
}

void FaultDisk::Arm(DiskFault fault) {
  MutexLock lock(mutex_);
  fault_ = std::move(fault);
  counted_ = 0;
  happened_ = false;
}

bool FaultDisk::fault_happened() const {
  MutexLock lock(mutex_);
  return happened_;
}

void FaultDisk::CutPower() {
  MutexLock lock(mutex_);
  power_ = false;
}

void FaultDisk::Disarm() {
  MutexLock lock(mutex_);
  fault_.reset();
  power_ = true;
}

std::vector<DiskOperation> FaultDisk::operations() const {
  MutexLock lock(mutex_);
  return operations_;
}

void FaultDisk::SetCapacity(std::optional<uint64_t> bytes) {
  MutexLock lock(mutex_);
  capacity_ = bytes;
}

uint64_t FaultDisk::Room() const {
  if (!capacity_) return UINT64_MAX;
  std::set<FileRef> counted;
  uint64_t used = 0;
  for (const auto& [path, file] : now_) {
    if (file && counted.insert(file).second) used += file->size;
  }
  return used < *capacity_ ? *capacity_ - used : 0;
}

std::optional<uint64_t> FaultDisk::FreeBytes() const {
  MutexLock lock(mutex_);
  return capacity_ ? std::optional(Room()) : std::nullopt;
}

FaultDisk::Verdict FaultDisk::Judge(DiskStep step) {
  if (!power_) return {.error = EIO, .applies = false};
  if (!fault_ || !fault_->steps.contains(step)) return {};
  ++counted_;
  const bool fails = counted_ == fault_->nth || (fault_->for_good && counted_ > fault_->nth);
  if (!fails) return {};
  happened_ = true;
  if (fault_->power_cut) power_ = false;
  return {.error = fault_->error, .applies = fault_->power_cut};
}

FaultDisk::Verdict FaultDisk::Begin(DiskStep step, const std::string& path, size_t bytes) {
  const DiskOperation operation{step, fs::path(path).lexically_relative(root_), bytes};
  before(operation);
  MutexLock lock(mutex_);
  operations_.push_back(operation);
  return Judge(step);
}

void FaultDisk::Apply(const NameChange& change, Names& names) {
  for (const auto& [path, file] : change) {
    if (file) {
      names[path] = *file;
    } else {
      names.erase(path);
    }
  }
}

int FaultDisk::ChangeNames(DiskStep step, const std::string& path, NameChange change) {
  const Verdict verdict = Begin(step, path, 0);
  MutexLock lock(mutex_);
  if (verdict.applies) {
    Apply(change, now_);
    unsynced_names_[fs::path(path).parent_path()].push_back(std::move(change));
  }
  return verdict.error;
}

int FaultDisk::Create(const std::string& path, FileRef* file) {
  *file = std::make_shared<File>(File{.path = Full(path)});
  return ChangeNames(DiskStep::kCreate, Full(path), {{Full(path), *file}});
}

FaultDisk::FileRef FaultDisk::Find(const std::string& path) const {
  MutexLock lock(mutex_);
  const auto found = now_.find(Full(path));
  return found == now_.end() ? nullptr : found->second;
}

uint64_t FaultDisk::SizeOf(const FileRef& file) const {
  MutexLock lock(mutex_);
  return file->size;
}

std::string FaultDisk::PathOf(const FileRef& file) const {
  MutexLock lock(mutex_);
  return file->path;
}

FaultDisk::Taken FaultDisk::Write(const FileRef& file, uint64_t offset, std::string_view bytes) {
  const Verdict verdict = Begin(DiskStep::kWrite, PathOf(file), bytes.size());
  MutexLock lock(mutex_);
  if (!power_ && !verdict.applies) return {.error = verdict.error};
  Taken taken{.error = verdict.error, .bytes = bytes.size()};
  if (verdict.error != 0 && !verdict.applies) taken.bytes /= 2;
  const uint64_t room = file->size + Room();
  if (capacity_ && offset + taken.bytes > room) {
    taken = {.error = ENOSPC, .bytes = room > offset ? room - offset : 0};
  }
  file->unsynced.push_back({.offset = offset, .bytes = std::string(bytes.substr(0, taken.bytes))});
  file->size = std::max(file->size, offset + taken.bytes);
  return taken;
}

int FaultDisk::Truncate(const FileRef& file, uint64_t size) {
  const Verdict verdict = Begin(DiskStep::kTruncate, PathOf(file), 0);
  MutexLock lock(mutex_);
  if (verdict.applies) {
    file->unsynced.push_back({.offset = size, .truncates = true});
    file->size = size;
  }
  return verdict.error;
}

int FaultDisk::Sync(const FileRef& file) {
  const Verdict verdict = Begin(DiskStep::kSync, PathOf(file), 0);
  MutexLock lock(mutex_);
  if (verdict.error == 0) {
    for (const Unsynced& change : file->unsynced) {
      if (!change.dropped) File::Put(change, file->durable);
    }
    std::erase_if(file->unsynced, [](const Unsynced& change) { return !change.dropped; });
  } else if (power_) {
    for (Unsynced& change : file->unsynced) change.dropped = true;
  }
  return verdict.error;
}

int FaultDisk::Rename(const std::string& from, const std::string& to) {
  CAIRN_CHECK(fs::path(Full(from)).parent_path() == fs::path(Full(to)).parent_path());
  const FileRef file = Find(from);
  if (!file) return ENOENT;
  {
    MutexLock lock(mutex_);
    file->path = Full(to);
  }
  return ChangeNames(DiskStep::kRename, Full(to), {{Full(from), std::nullopt}, {Full(to), file}});
}

int FaultDisk::Link(const std::string& from, const std::string& to) {
  const FileRef file = Find(from);
  if (!file) return ENOENT;
  return ChangeNames(DiskStep::kLink, Full(to), {{Full(to), file}});
}

int FaultDisk::Delete(const std::string& path) {
  return ChangeNames(DiskStep::kDelete, Full(path), {{Full(path), std::nullopt}});
}

int FaultDisk::MakeFolder(const std::string& path) {
  return ChangeNames(DiskStep::kMakeFolder, Full(path), {{Full(path), FileRef()}});
}

int FaultDisk::SyncFolder(const std::string& path) {
  const Verdict verdict = Begin(DiskStep::kSyncFolder, Full(path), 0);
  MutexLock lock(mutex_);
  if (verdict.error != 0) return verdict.error;
  for (const NameChange& change : unsynced_names_[Full(path)]) Apply(change, durable_);
  unsynced_names_.erase(Full(path));
  return 0;
}

// With fresh files in place of those there were, each with what is left of it.
FaultDisk::Names FaultDisk::Survivors(std::mt19937& random) {
  for (const auto& [folder, changes] : unsynced_names_) {
    const size_t kept = KeptOf(changes.size(), random);
    for (size_t i = 0; i < kept; ++i) Apply(changes[i], durable_);
  }
  Names survivors;
  std::map<FileRef, FileRef> left;
  for (const auto& [path, file] : durable_) {
    const std::string folder = fs::path(path).parent_path();
    if (folder != root_ && !survivors.contains(folder)) continue;
    if (file && !left.contains(file)) {
      const std::string content = file->AfterPowerCut(random);
      left[file] =
          std::make_shared<File>(File{.path = path, .durable = content, .size = content.size()});
    }
    survivors[path] = file ? left[file] : nullptr;
  }
  return survivors;
}

void FaultDisk::PowerOn(std::mt19937& random) {
  MutexLock lock(mutex_);
  now_ = durable_ = Survivors(random);
  unsynced_names_.clear();
  fault_.reset();
  power_ = true;
  for (const auto& entry : fs::directory_iterator(root_)) fs::remove_all(entry);
  for (const auto& [path, file] : now_) {
    if (file) {
      WriteReal(path, file->durable);
    } else {
      fs::create_directory(path);
      fs::permissions(path, fs::perms::owner_all);
    }
  }
}

}  // namespace cairn
