#include "services/cohort/folded_rows.h"

#include "absl/strings/str_cat.h"

namespace cairn {
namespace {

// Of the map, the list and the pointers, a child.
constexpr size_t kBytesPerFoldedChild = 256;

size_t BytesOf(const std::string& eye, const FoldedChild& child) {
  size_t bytes = kBytesPerFoldedChild + 2 * eye.size();
  for (const RowsPtr& rows : child.rows) {
    if (rows) bytes += rows->SpaceUsedLong();
  }
  return bytes;
}

}  // namespace

std::string FoldedRows::EyeOf(const Caller& caller, std::span<const std::string_view> views) {
  // The lengths keep apart what would else run together.
  std::string eye = absl::StrCat(caller.issuer.size(), " ", caller.issuer, caller.subject.size(),
                                 " ", caller.subject, static_cast<int>(caller.role), " ",
                                 caller.setting ? caller.setting->ToBytes() : "");
  for (const std::string_view view : views) eye.append(" ").append(view);
  return eye;
}

std::optional<FoldedChild> FoldedRows::Find(const RecordId& record, const std::string& eye,
                                            Version version, CivilDate day) {
  MutexLock lock(mutex_);
  const FoldedChild* found = kept_.Use({record, eye});
  if (found == nullptr || found->version != version || found->day != day) return std::nullopt;
  return *found;
}

uint64_t FoldedRows::Forgotten() const {
  MutexLock lock(mutex_);
  return forgotten_;
}

void FoldedRows::Keep(const RecordId& record, const std::string& eye, FoldedChild child,
                      uint64_t forgotten) {
  const size_t bytes = BytesOf(eye, child);
  MutexLock lock(mutex_);
  if (forgotten == forgotten_) kept_.Keep({record, eye}, std::move(child), bytes);
}

void FoldedRows::Forget(const RecordId& record) {
  MutexLock lock(mutex_);
  ++forgotten_;
  kept_.DropWhere(
      [&](const Key& key, const FoldedChild& /*child*/) { return key.first == record; });
}

size_t FoldedRows::bytes() const {
  MutexLock lock(mutex_);
  return kept_.bytes();
}

}  // namespace cairn
