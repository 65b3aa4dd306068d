#include "eventstore/backup/key_rows_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/file_handle.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/ledger/private_file.h"
#include "eventstore/log_rows.h"

namespace cairn {
namespace {

constexpr std::string_view kMagic = "CAIRNKF1";
constexpr size_t kHeaderBytes = 8 + LedgerId::kSize + 8;
constexpr size_t kBlockBytes = size_t{1} << 20;
constexpr size_t kBlockBytesMax = 2 * kBlockBytes;
constexpr int kAttemptsMax = 10;

absl::Status UnusableKeysFile(const std::string& path, std::string_view doing) {
  return Refusal(
      v1::ERROR_REASON_NOT_SERVING,
      absl::StrFormat("The keys file cannot be %s (%s: %s).", doing, path, strerror(errno)));
}

absl::Status DamagedKeysFile(const std::string& path, std::string_view what) {
  return Refusal(
      v1::ERROR_REASON_DATA_DAMAGED,
      absl::StrFormat("The keys file %s is damaged: %s. Make a new backup.", path, what));
}

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

// Blocks into a file of another name, which gets its own at the end.
class KeyRowsWriter {
 public:
  KeyRowsWriter(std::string path, const std::string& header)
      : path_(std::move(path)), part_(path_ + ".part"), file_(nullptr, &fclose) {
    const int number = open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (number >= 0) file_.reset(fdopen(number, "wb"));
    sum_ = Sha256({header});
    Write(header);
  }

  void Add(uint8_t space, std::string_view key, std::string_view value) {
    AppendU8(block_, space);
    AppendU16(block_, static_cast<uint16_t>(key.size()));
    block_ += key;
    AppendU32(block_, static_cast<uint32_t>(value.size()));
    block_ += value;
    ++rows_;
    if (block_.size() >= kBlockBytes) EndBlock();
  }

  absl::Status Finish() {
    if (!block_.empty()) EndBlock();
    EndBlock();
    if (!ok_ || fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0) {
      return UnusableKeysFile(part_, "written");
    }
    file_.reset();
    if (rename(part_.c_str(), path_.c_str()) != 0) return UnusableKeysFile(path_, "renamed");
    const std::string folder = path_.substr(0, path_.rfind('/'));
    return SyncFolder(folder) ? absl::OkStatus() : UnusableKeysFile(folder, "synced");
  }

  uint64_t rows() const { return rows_; }
  uint64_t bytes() const { return bytes_; }

 private:
  void EndBlock() {
    std::string size;
    AppendU32(size, static_cast<uint32_t>(block_.size()));
    sum_ = Sha256({HashBytes(sum_), block_});
    Write(size);
    Write(block_);
    Write(HashBytes(sum_));
    block_.clear();
  }

  void Write(std::string_view bytes) {
    ok_ = ok_ && file_ && fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
    bytes_ += bytes.size();
  }

  const std::string path_;
  const std::string part_;
  File file_;
  std::string block_;
  Hash sum_{};
  bool ok_ = true;
  uint64_t rows_ = 0;
  uint64_t bytes_ = 0;
};

uint8_t CodeOf(Space space) { return space == Space::kKeys ? 1 : 2; }

std::optional<Space> SpaceFrom(uint8_t code) {
  if (code == 1) return Space::kKeys;
  if (code == 2) return Space::kEntryKeys;
  return std::nullopt;
}

std::string Header(const LedgerId& ledger_id, Position position) {
  std::string header(kMagic);
  header += ledger_id.bytes();
  AppendU64(header, position);
  return header;
}

// Whether an erasure was committed at a position in (after, upto]: then rows of the two spaces may
// have been read from both sides of it.
absl::StatusOr<bool> ErasedBetween(const Storage& storage, Position after, Position upto) {
  bool erased = false;
  CAIRN_RETURN_IF_ERROR(storage.Scan(
      Space::kGovernance, {.from = U64Key(after + 1), .to_exclusive = U64Key(upto + 1)},
      [&](std::string_view, std::string_view value) {
        const absl::StatusOr<GovernanceRow> row = DecodeGovernanceRow(value);
        erased = !row.ok() || row->kind == LeafKind::kErasure;
        return !erased;
      }));
  return erased;
}

absl::Status AddRows(const Storage& storage, Space space, KeyRowsWriter& writer) {
  return storage.Scan(space, {}, [&](std::string_view key, std::string_view value) {
    writer.Add(CodeOf(space), key, value);
    return true;
  });
}

bool ReadExactly(FILE* file, size_t size, std::string& bytes) {
  bytes.resize(size);
  return fread(bytes.data(), 1, size, file) == size;
}

// One block: its rows, empty at the end of the file. `sum` goes from the one before to this one's.
absl::StatusOr<std::string> ReadBlock(FILE* file, const std::string& path, Hash& sum) {
  std::string size_bytes;
  std::string rows;
  std::string stored_sum;
  if (!ReadExactly(file, 4, size_bytes)) return DamagedKeysFile(path, "it ends early");
  const size_t size = ByteReader(size_bytes).U32();
  if (size > kBlockBytesMax) return DamagedKeysFile(path, "a block is too large");
  if (!ReadExactly(file, size, rows) || !ReadExactly(file, sizeof(Hash), stored_sum)) {
    return DamagedKeysFile(path, "it ends early");
  }
  sum = Sha256({HashBytes(sum), rows});
  if (stored_sum != HashBytes(sum)) return DamagedKeysFile(path, "a block has another checksum");
  if (rows.empty() && fgetc(file) != EOF) return DamagedKeysFile(path, "bytes follow its end");
  return rows;
}

}  // namespace

absl::StatusOr<KeyRowsFile> WriteKeyRows(const Storage& storage, const LedgerId& ledger_id,
                                         const std::string& path) {
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    CAIRN_ASSIGN_OR_RETURN(const Position before, storage.Head());
    KeyRowsWriter writer(path, Header(ledger_id, before));
    CAIRN_RETURN_IF_ERROR(AddRows(storage, Space::kKeys, writer));
    CAIRN_RETURN_IF_ERROR(AddRows(storage, Space::kEntryKeys, writer));
    CAIRN_ASSIGN_OR_RETURN(const Position after, storage.Head());
    CAIRN_ASSIGN_OR_RETURN(const bool erased, ErasedBetween(storage, before, after));
    if (erased) continue;
    CAIRN_RETURN_IF_ERROR(writer.Finish());
    return KeyRowsFile{
        .ledger_id = ledger_id, .position = before, .rows = writer.rows(), .bytes = writer.bytes()};
  }
  return absl::AbortedError("Too much is being erased to copy the keys as of one moment.");
}

absl::StatusOr<KeyRowsFile> ReadKeyRows(
    const std::string& path,
    const std::function<absl::Status(Space space, std::string_view key, std::string_view value)>&
        visit) {
  CAIRN_ASSIGN_OR_RETURN(FileHandle opened, OpenPrivateFile(path, O_RDONLY));
  const File file(fdopen(opened.number(), "rb"), &fclose);
  if (file) opened.Release();
  std::string header;
  if (!file || !ReadExactly(file.get(), kHeaderBytes, header)) {
    return DamagedKeysFile(path, "it ends early");
  }
  ByteReader reader(header);
  if (reader.Bytes(kMagic.size()) != kMagic) return DamagedKeysFile(path, "it is no keys file");
  KeyRowsFile result{.bytes = header.size()};
  result.ledger_id = *LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  result.position = reader.U64();
  Hash sum = Sha256({header});
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const std::string rows, ReadBlock(file.get(), path, sum));
    result.bytes += 4 + rows.size() + sizeof(Hash);
    if (rows.empty()) return result;
    ByteReader row(rows);
    while (!row.rest().empty()) {
      const std::optional<Space> space = SpaceFrom(row.U8());
      const std::string_view key = row.Bytes(row.U16());
      const std::string_view value = row.Bytes(row.U32());
      if (!space || !row.ok()) return DamagedKeysFile(path, "a row is malformed");
      CAIRN_RETURN_IF_ERROR(visit(*space, key, value));
      ++result.rows;
    }
  }
}

absl::StatusOr<KeyRowsFile> ProveKeyRows(const std::string& path, const Vault& vault) {
  LedgerId ledger_id;
  {
    CAIRN_ASSIGN_OR_RETURN(const KeyRowsFile file,
                           ReadKeyRows(path, [](Space, std::string_view, std::string_view) {
                             return absl::OkStatus();
                           }));
    ledger_id = file.ledger_id;
  }
  return ReadKeyRows(path, [&](Space space, std::string_view key, std::string_view value) {
    if (space != Space::kKeys) return absl::OkStatus();
    ByteReader reader(key);
    const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
    const KeyGeneration generation = reader.U16();
    if (!record || !reader.AtEnd()) return DamagedKeysFile(path, "a row is no key's");
    const absl::Status unwrapped = vault.Unwrap({ledger_id, *record, generation}, value).status();
    if (unwrapped.ok() || ReasonOf(unwrapped) == v1::ERROR_REASON_RECORD_ERASED) {
      return absl::OkStatus();
    }
    return DamagedKeysFile(path,
                           "the key of record " + ToHex(record->bytes()) + " cannot be unwrapped");
  });
}

}  // namespace cairn
