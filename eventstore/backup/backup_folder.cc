#include "eventstore/backup/backup_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkMagic = "CAIRNBM1";
constexpr size_t kMarkBytesMax = 4096;
constexpr std::string_view kKeysSuffix = ".rows";

absl::Status UnusableFolder(const std::string& path, std::string_view why) {
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 absl::StrFormat("The backup folder cannot be used (%s: %s).", path, why));
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return absl::OkStatus();
  return UnusableFolder(path, strerror(errno));
}

// A removed name must not come back after a crash: an older keys file is what a rotation ends.
absl::Status SyncNamesIn(const std::string& folder) {
  return SyncFolder(folder) ? absl::OkStatus() : UnusableFolder(folder, strerror(errno));
}

absl::Status RemoveFile(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) return UnusableFolder(path, strerror(errno));
  return absl::OkStatus();
}

}  // namespace

std::string EncodeBackupMark(const BackupMark& mark) {
  std::string bytes(kMarkMagic);
  AppendU32(bytes, mark.id);
  bytes += mark.ledger_id.bytes();
  AppendU32(bytes, mark.generation);
  AppendU64(bytes, mark.size);
  bytes += HashBytes(mark.root);
  AppendI64(bytes, mark.made_at_us);
  AppendU16(bytes, static_cast<uint16_t>(mark.origin.size()));
  bytes += mark.origin;
  bytes += HashBytes(Sha256({bytes}));
  return bytes;
}

absl::StatusOr<BackupMark> DecodeBackupMark(std::string_view bytes) {
  ByteReader reader(bytes);
  const bool ours = reader.Bytes(kMarkMagic.size()) == kMarkMagic;
  BackupMark mark;
  mark.id = reader.U32();
  const std::optional<LedgerId> ledger_id = LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  mark.generation = reader.U32();
  mark.size = reader.U64();
  const std::optional<Hash> root = HashFrom(reader.Bytes(sizeof(Hash)));
  mark.made_at_us = reader.I64();
  const size_t origin_size = reader.U16();
  mark.origin = std::string(reader.Bytes(origin_size));
  const std::string_view sum = reader.Bytes(sizeof(Hash));
  if (!ours || !reader.AtEnd() ||
      sum != HashBytes(Sha256({bytes.substr(0, bytes.size() - sizeof(Hash))}))) {
    return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                   "The mark of a backup is damaged. Use another backup.");
  }
  mark.ledger_id = *ledger_id;
  mark.root = *root;
  return mark;
}

absl::StatusOr<BackupFolder> BackupFolder::OpenForWriting(const std::string& folder) {
  for (const char* part : {"", "/engine", "/keys", "/complete"}) {
    CAIRN_RETURN_IF_ERROR(MakeFolder(folder + part));
  }
  const std::string path = folder + "/lock";
  FileHandle lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!lock.is_open()) return UnusableFolder(path, strerror(errno));
  if (flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return BackupFolder(folder, std::move(lock));
  return UnusableFolder(folder, "another backup is being written to it");
}

std::string BackupFolder::MarkPath(uint32_t id) const {
  return absl::StrFormat("%s/complete/%010d", folder_, id);
}

absl::StatusOr<std::vector<uint32_t>> BackupFolder::Numbers(const std::string& part,
                                                            std::string_view suffix) const {
  std::vector<uint32_t> numbers;
  std::error_code error;
  const std::string path = folder_ + "/" + part;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().filename();
    uint32_t number = 0;
    if (name.size() != 10 + suffix.size() || !name.ends_with(suffix)) continue;
    if (absl::SimpleAtoi(name.substr(0, 10), &number)) numbers.push_back(number);
  }
  if (error) return UnusableFolder(path, error.message());
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

absl::StatusOr<std::vector<BackupMark>> BackupFolder::Marks() const {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<uint32_t> ids, Numbers("complete", ""));
  std::vector<BackupMark> marks;
  for (const uint32_t id : ids) {
    CAIRN_ASSIGN_OR_RETURN(const std::string bytes, ReadPrivateFile(MarkPath(id), kMarkBytesMax));
    CAIRN_ASSIGN_OR_RETURN(BackupMark mark, DecodeBackupMark(bytes));
    if (mark.id != id) return DecodeBackupMark("").status();
    marks.push_back(std::move(mark));
  }
  return marks;
}

absl::Status BackupFolder::AddMark(const BackupMark& mark) const {
  return CreatePrivateFile(MarkPath(mark.id), EncodeBackupMark(mark));
}

absl::Status BackupFolder::RemoveMark(uint32_t id) const {
  CAIRN_RETURN_IF_ERROR(RemoveFile(MarkPath(id)));
  return SyncNamesIn(folder_ + "/complete");
}

absl::StatusOr<std::string> BackupFolder::NewestKeyRows() const {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<uint32_t> numbers, Numbers("keys", kKeysSuffix));
  if (numbers.empty()) return std::string();
  return absl::StrFormat("%s/keys/%010d%s", folder_, numbers.back(), kKeysSuffix);
}

absl::StatusOr<std::string> BackupFolder::NextKeyRows() const {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<uint32_t> numbers, Numbers("keys", kKeysSuffix));
  const uint32_t next = numbers.empty() ? 1 : numbers.back() + 1;
  return absl::StrFormat("%s/keys/%010d%s", folder_, next, kKeysSuffix);
}

absl::Status BackupFolder::RemoveKeyRows(const std::string& path) const {
  CAIRN_RETURN_IF_ERROR(RemoveFile(path));
  return SyncNamesIn(folder_ + "/keys");
}

absl::Status BackupFolder::RemoveOlderKeyRows() const {
  CAIRN_ASSIGN_OR_RETURN(std::vector<uint32_t> numbers, Numbers("keys", kKeysSuffix));
  if (numbers.size() < 2) return absl::OkStatus();
  numbers.pop_back();
  for (const uint32_t number : numbers) {
    CAIRN_RETURN_IF_ERROR(
        RemoveFile(absl::StrFormat("%s/keys/%010d%s", folder_, number, kKeysSuffix)));
  }
  return SyncNamesIn(folder_ + "/keys");
}

}  // namespace cairn
