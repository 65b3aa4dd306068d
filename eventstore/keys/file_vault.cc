#include "eventstore/keys/file_vault.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/vault_error.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

constexpr std::string_view kKeyMagic = "CAIRNME1";
constexpr std::string_view kDestroyedMagic = "CAIRNMD1";
constexpr size_t kKeyFileBytes = 8 + 4 + KeyId::kSize + kKeyBytes + sizeof(Hash);
constexpr size_t kDestroyedFileBytes = 8 + 4;
constexpr std::string_view kPrefix = "epoch-";
constexpr std::string_view kKeySuffix = ".key";
constexpr std::string_view kDestroyedSuffix = ".destroyed";
constexpr std::string_view kUnfinishedSuffix = ".new";  // CreatePrivateFile, cut short by a crash
constexpr size_t kEpochDigits = 10;
constexpr std::string_view kJournalName = "erasures.journal";

absl::Status Damaged(const std::string& path) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 absl::StrFormat("%s is damaged; restore it from the vault's backup.", path));
}

std::string PathOf(const std::string& folder, Epoch epoch, std::string_view suffix) {
  return absl::StrFormat("%s/%s%010d%s", folder, kPrefix, epoch, suffix);
}

std::string JournalPath(const std::string& folder) {
  return absl::StrFormat("%s/%s", folder, kJournalName);
}

// The epoch of a file called epoch-NNNNNNNNNN<suffix>; nothing if it is called anything else.
std::optional<Epoch> EpochOf(std::string_view name, std::string_view suffix) {
  if (name.size() != kPrefix.size() + kEpochDigits + suffix.size()) return std::nullopt;
  if (!name.starts_with(kPrefix) || !name.ends_with(suffix)) return std::nullopt;
  uint64_t epoch = 0;
  for (const char digit : name.substr(kPrefix.size(), kEpochDigits)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    epoch = 10 * epoch + static_cast<uint64_t>(digit - '0');
  }
  if (epoch == 0 || epoch > UINT32_MAX) return std::nullopt;
  return static_cast<Epoch>(epoch);
}

std::string EncodeKey(const MasterKey& key) {
  std::string bytes;
  bytes.reserve(kKeyFileBytes);  // so that no half of the secret stays behind in a smaller buffer
  bytes += kKeyMagic;
  AppendU32(bytes, key.epoch);
  bytes += key.id.bytes();
  bytes += key.secret.view();
  bytes += HashBytes(Sha256({bytes}));
  return bytes;
}

std::optional<MasterKey> DecodeKey(std::string_view bytes, Epoch epoch) {
  ByteReader reader(bytes);
  const bool ours = reader.Bytes(kKeyMagic.size()) == kKeyMagic && reader.U32() == epoch;
  const std::optional<KeyId> id = KeyId::FromBytes(reader.Bytes(KeyId::kSize));
  const std::string_view secret = reader.Bytes(kKeyBytes);
  const std::string_view sum = reader.Bytes(sizeof(Hash));
  if (!ours || !id || !reader.AtEnd()) return std::nullopt;
  const Hash expected = Sha256({bytes.substr(0, bytes.size() - sizeof(Hash))});
  if (sum != HashBytes(expected)) return std::nullopt;
  return MasterKey{epoch, *id, SecretBytes(secret)};
}

absl::StatusOr<MasterKey> ReadKey(const std::string& folder, Epoch epoch) {
  const std::string path = PathOf(folder, epoch, kKeySuffix);
  CAIRN_ASSIGN_OR_RETURN(std::string bytes, ReadPrivateFile(path, kKeyFileBytes));
  std::optional<MasterKey> key = DecodeKey(bytes, epoch);
  WipeMemory(bytes.data(), bytes.size());
  if (!key) return Damaged(path);
  return *std::move(key);
}

std::string EncodeDestroyed(Epoch epoch) {
  std::string bytes(kDestroyedMagic);
  AppendU32(bytes, epoch);
  return bytes;
}

absl::Status CheckDestroyed(const std::string& folder, Epoch epoch) {
  const std::string path = PathOf(folder, epoch, kDestroyedSuffix);
  CAIRN_ASSIGN_OR_RETURN(const std::string bytes, ReadPrivateFile(path, kDestroyedFileBytes));
  return bytes == EncodeDestroyed(epoch) ? absl::OkStatus() : Damaged(path);
}

// Overwrites the key file and removes it. A file that is gone already is no fault.
absl::Status RemoveKey(const std::string& folder, int folder_number, Epoch epoch) {
  const std::string path = PathOf(folder, epoch, kKeySuffix);
  const absl::StatusOr<FileHandle> file = OpenPrivateFile(path, O_WRONLY);
  if (absl::IsNotFound(file.status())) return absl::OkStatus();
  CAIRN_RETURN_IF_ERROR(file.status());
  const std::string zeros(kKeyFileBytes, '\0');
  const ssize_t written = pwrite(file->number(), zeros.data(), zeros.size(), 0);
  if (written != static_cast<ssize_t>(zeros.size()) || fsync(file->number()) != 0) {
    return VaultError("overwrite", path);
  }
  if (unlink(path.c_str()) != 0) return VaultError("remove", path);
  if (fsync(folder_number) != 0) return VaultError("sync", folder);
  return absl::OkStatus();
}

absl::Status CheckFolder(const std::string& folder, int number) {
  struct stat info;
  if (fstat(number, &info) != 0) return VaultError("look at", folder);
  if (info.st_uid != geteuid()) {
    return absl::FailedPreconditionError(
        absl::StrFormat("The vault %s belongs to another user.", folder));
  }
  if ((info.st_mode & 077) != 0) {
    return absl::FailedPreconditionError(
        absl::StrFormat("The vault %s is open to group or others (mode %04o); chmod 700 it.",
                        folder, info.st_mode & 07777));
  }
  return absl::OkStatus();
}

// Makes the folder's own entry durable: also of a folder that was there, for whoever made it may
// have been stopped before this. A parent that is closed to us is the business of who made the
// folder.
absl::Status SyncParent(const std::string& folder, bool created) {
  if (SyncFolder(folder + "/..") || (errno == EACCES && !created)) return absl::OkStatus();
  return VaultError("sync the folder around", folder);
}

// The folder, locked.
absl::StatusOr<FileHandle> OpenFolder(const std::string& folder) {
  const bool created = mkdir(folder.c_str(), 0700) == 0;
  if (!created && errno != EEXIST) return VaultError("create", folder);
  FileHandle opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!opened.is_open() && (errno == ENOTDIR || errno == ELOOP)) {
    return absl::FailedPreconditionError(
        absl::StrFormat("The vault %s is not a folder, or is a link to one.", folder));
  }
  if (!opened.is_open()) return VaultError("open", folder);
  CAIRN_RETURN_IF_ERROR(CheckFolder(folder, opened.number()));
  CAIRN_RETURN_IF_ERROR(SyncParent(folder, created));
  if (flock(opened.number(), LOCK_EX | LOCK_NB) == 0) return opened;
  return absl::FailedPreconditionError(
      absl::StrFormat("Another process has the vault %s open.", folder));
}

// What is in the folder, but for `.` and `..`, in order.
absl::StatusOr<std::vector<std::string>> NamesIn(const std::string& folder) {
  DIR* listing = opendir(folder.c_str());
  if (listing == nullptr) return VaultError("list", folder);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = readdir(listing)) names.emplace_back(entry->d_name);
  const int error = errno;
  closedir(listing);
  errno = error;
  if (error != 0) return VaultError("list", folder);
  std::erase_if(names, [](const std::string& name) { return name == "." || name == ".."; });
  std::sort(names.begin(), names.end());
  return names;
}

bool IsOurs(std::string_view name) {
  return name.starts_with(kPrefix) || name.starts_with(kJournalName);
}

// The epochs that the folder holds files of.
struct Found {
  std::vector<Epoch> keys;
  std::vector<Epoch> destroyed;
};

absl::StatusOr<Found> SortOut(const std::string& folder, const std::vector<std::string>& names) {
  Found found;
  for (const std::string& name : names) {
    const std::string path = folder + "/" + name;
    if (const auto epoch = EpochOf(name, kKeySuffix)) {
      found.keys.push_back(*epoch);
    } else if (const auto gone = EpochOf(name, kDestroyedSuffix)) {
      found.destroyed.push_back(*gone);
    } else if (name == kJournalName) {
      continue;
    } else if (IsOurs(name) && name.ends_with(kUnfinishedSuffix)) {
      // Never linked into place, so nothing was ever wrapped under it.
      if (unlink(path.c_str()) != 0) return VaultError("remove", path);
    } else {
      return absl::FailedPreconditionError(
          absl::StrFormat("%s is not part of a vault; move it elsewhere.", path));
    }
  }
  return found;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileVault>> FileVault::Open(const std::string& folder,
                                                           Random& random) {
  CAIRN_ASSIGN_OR_RETURN(FileHandle lock, OpenFolder(folder));
  std::unique_ptr<FileVault> vault(new FileVault(folder, std::move(lock), random));
  CAIRN_RETURN_IF_ERROR(vault->Load());
  return vault;
}

absl::Status FileVault::Load() {
  // A key may be here that a start before this one made and never synced the name of. Once it has
  // wrapped anything, a power cut must not take it away.
  if (fsync(lock_.number()) != 0) return VaultError("sync", folder_);
  CAIRN_ASSIGN_OR_RETURN(const std::vector<std::string> names, NamesIn(folder_));
  CAIRN_ASSIGN_OR_RETURN(const Found found, SortOut(folder_, names));
  for (const Epoch epoch : found.destroyed) {
    CAIRN_RETURN_IF_ERROR(CheckDestroyed(folder_, epoch));
    CAIRN_RETURN_IF_ERROR(RemoveKey(folder_, lock_.number(), epoch));
    keys_.AddDestroyed(epoch);
  }
  for (const Epoch epoch : found.keys) {
    const auto& destroyed = found.destroyed;
    if (std::find(destroyed.begin(), destroyed.end(), epoch) != destroyed.end()) continue;
    CAIRN_ASSIGN_OR_RETURN(MasterKey key, ReadKey(folder_, epoch));
    keys_.Add(std::move(key));
  }
  return LoadJournal();
}

absl::Status FileVault::LoadJournal() {
  const MutexLock lock(writing_);
  CAIRN_ASSIGN_OR_RETURN(journal_, ErasureJournal::Open(JournalPath(folder_)));
  for (const ErasureNote& note : journal_->notes()) notes_.Add(note);
  return absl::OkStatus();
}

absl::StatusOr<SecretBytes> FileVault::Unwrap(const KeyOwner& owner,
                                              std::string_view wrapped) const {
  CAIRN_RETURN_IF_ERROR(notes_.CheckNotErased(owner));
  return keys_.Unwrap(owner, wrapped);
}

absl::Status FileVault::NoteErasure(const ErasureNote& note) {
  const MutexLock lock(writing_);
  if (notes_.Has(note)) return absl::OkStatus();
  CAIRN_RETURN_IF_ERROR(journal_->Append(note));
  notes_.Add(note);
  return absl::OkStatus();
}

absl::StatusOr<Epoch> FileVault::CreateEpoch() {
  const MutexLock lock(writing_);
  MasterKey key = keys_.DrawNext();
  std::string bytes = EncodeKey(key);
  const absl::Status created = CreatePrivateFile(PathOf(folder_, key.epoch, kKeySuffix), bytes);
  WipeMemory(bytes.data(), bytes.size());
  CAIRN_RETURN_IF_ERROR(created);
  const Epoch epoch = key.epoch;
  keys_.Add(std::move(key));
  return epoch;
}

// The mark comes first: once it is durable the epoch is destroyed, whatever happens to the rest.
absl::Status FileVault::DestroyEpoch(Epoch epoch) {
  const MutexLock lock(writing_);
  const std::vector<EpochInfo> epochs = keys_.List();
  const auto known = std::find_if(epochs.begin(), epochs.end(),
                                  [&](const EpochInfo& info) { return info.epoch == epoch; });
  if (known == epochs.end()) return keys_.Destroy(epoch);  // says that there is none
  if (known->state == EpochState::kActive) {
    CAIRN_RETURN_IF_ERROR(
        CreatePrivateFile(PathOf(folder_, epoch, kDestroyedSuffix), EncodeDestroyed(epoch)));
    CAIRN_RETURN_IF_ERROR(keys_.Destroy(epoch));
  }
  return RemoveKey(folder_, lock_.number(), epoch);
}

}  // namespace cairn
