#include "eventstore/keys/erasure_journal.h"

#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/vault_error.h"
#include "eventstore/ledger/crc32c.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

constexpr std::string_view kJournalMagic = "CAIRNEJ1";
constexpr size_t kBodyBytes = 59;
constexpr size_t kEntryBytes = 127;

absl::Status Unknown(const std::string& path) {
  return Refusal(v1::ERROR_REASON_OUTCOME_UNKNOWN,
                 absl::StrFormat("It is not certain what %s holds. Start the server again.", path));
}

std::string Encode(const ErasureNote& note) {
  std::string entry(kJournalMagic);
  entry += note.ledger_id.bytes();
  entry += note.caller.bytes();
  entry += note.request.bytes();
  AppendI64(entry, note.noted_at_us);
  entry += note.body.Encode();
  AppendU32(entry, Crc32c(entry));
  return entry;
}

std::optional<ErasureNote> Decode(std::string_view entry) {
  ByteReader reader(entry);
  const bool ours = reader.Bytes(kJournalMagic.size()) == kJournalMagic;
  ErasureNote note;
  note.ledger_id = *LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  note.caller = *CallerId::FromBytes(reader.Bytes(CallerId::kSize));
  note.request = *RequestId::FromBytes(reader.Bytes(RequestId::kSize));
  note.noted_at_us = reader.I64();
  const absl::StatusOr<ErasureBody> body = ErasureBody::Decode(reader.Bytes(kBodyBytes));
  const uint32_t sum = reader.U32();
  if (!ours || !body.ok() || sum != Crc32c(entry.substr(0, kEntryBytes - sizeof(sum)))) {
    return std::nullopt;
  }
  note.body = *body;
  return note;
}

// The last entry as a crash leaves it: cut off, or with blocks that were never written.
bool IsTorn(std::string_view rest) {
  if (rest.size() < kEntryBytes) return true;
  return rest.size() == kEntryBytes && rest.ends_with(std::string_view("\0\0\0\0", 4));
}

}  // namespace

absl::StatusOr<ErasureJournal> ErasureJournal::Open(const std::string& path) {
  return Open(path, [](int descriptor) { return fsync(descriptor); });
}

absl::StatusOr<ErasureJournal> ErasureJournal::Open(const std::string& path, Sync sync) {
  absl::StatusOr<FileHandle> file = OpenPrivateFile(path, O_RDWR);
  if (absl::IsNotFound(file.status())) {
    CAIRN_RETURN_IF_ERROR(CreatePrivateFile(path, ""));
    file = OpenPrivateFile(path, O_RDWR);
  }
  CAIRN_RETURN_IF_ERROR(file.status());
  ErasureJournal journal(*std::move(file), std::move(sync), path);
  CAIRN_RETURN_IF_ERROR(journal.Load());
  return journal;
}

absl::Status ErasureJournal::Load() {
  struct stat info;
  if (fstat(file_.number(), &info) != 0) return VaultError("look at", path_);
  CAIRN_ASSIGN_OR_RETURN(const std::string bytes,
                         ReadPrivateFile(path_, static_cast<size_t>(info.st_size)));
  std::string_view rest = bytes;
  while (!rest.empty()) {
    if (rest.size() < kEntryBytes) break;
    const std::optional<ErasureNote> note = Decode(rest.substr(0, kEntryBytes));
    if (!note) break;
    notes_.push_back(*note);
    rest.remove_prefix(kEntryBytes);
  }
  size_ = bytes.size() - rest.size();
  if (rest.empty() || IsTorn(rest)) {
    if (!rest.empty()) CAIRN_RETURN_IF_ERROR(CutTo(size_));
    return SaveLast();
  }
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 absl::StrFormat("%s is damaged at byte %d; restore it from the vault's backup.",
                                 path_, size_));
}

// What was read may be in the system's memory only, from a process that was stopped before its sync
// or told that it failed; then only writing it again makes a sync save it.
absl::Status ErasureJournal::SaveLast() {
  if (notes_.empty()) return absl::OkStatus();
  const std::string entry = Encode(notes_.back());
  const auto at = static_cast<off_t>(size_ - entry.size());
  if (pwrite(file_.number(), entry.data(), entry.size(), at) !=
      static_cast<ssize_t>(entry.size())) {
    return VaultError("write", path_);
  }
  return sync_(file_.number()) == 0 ? absl::OkStatus() : VaultError("sync", path_);
}

absl::Status ErasureJournal::CutTo(size_t size) {
  if (ftruncate(file_.number(), static_cast<off_t>(size)) != 0) return VaultError("cut", path_);
  return sync_(file_.number()) == 0 ? absl::OkStatus() : VaultError("sync", path_);
}

absl::Status ErasureJournal::Append(const ErasureNote& note) {
  if (failed_) return Unknown(path_);
  const std::string entry = Encode(note);
  const ssize_t written =
      pwrite(file_.number(), entry.data(), entry.size(), static_cast<off_t>(size_));
  if (written != static_cast<ssize_t>(entry.size())) {
    const absl::Status why = VaultError("write", path_);
    if (CutTo(size_).ok()) return why;
    failed_ = true;
    return Unknown(path_);
  }
  // After a failed sync nobody knows what the medium holds, and asking again proves nothing.
  if (sync_(file_.number()) != 0) {
    failed_ = true;
    return Unknown(path_);
  }
  size_ += entry.size();
  return absl::OkStatus();
}

}  // namespace cairn
