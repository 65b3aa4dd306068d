#include "eventstore/keys/key_rewrap.h"

#include <optional>
#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/damaged_bytes.h"

namespace cairn {
namespace {

struct OldRow {
  std::string key;
  std::string value;
};

// The next rows under another epoch than `epoch`, in order, one more than asked for if there is.
absl::StatusOr<std::vector<OldRow>> OldRows(const Storage& storage, const Vault& vault,
                                            std::string_view from, Epoch epoch, size_t rows_max) {
  std::vector<OldRow> rows;
  absl::Status malformed;
  CAIRN_RETURN_IF_ERROR(storage.Scan(
      Space::kKeys, {.from = std::string(from)}, [&](std::string_view key, std::string_view value) {
        const absl::StatusOr<Epoch> wrapped_by = vault.EpochOf(value);
        malformed = wrapped_by.status();
        if (!wrapped_by.ok()) return false;
        if (*wrapped_by != epoch) rows.push_back({std::string(key), std::string(value)});
        return rows.size() <= rows_max;
      }));
  CAIRN_RETURN_IF_ERROR(malformed);
  return rows;
}

absl::StatusOr<KeyOwner> OwnerOf(const LedgerId& ledger_id, std::string_view row_key) {
  ByteReader reader(row_key);
  const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  const KeyGeneration generation = reader.U16();
  if (!record || !reader.AtEnd()) {
    return DamagedBytes("A stored key has a row of the wrong size.");
  }
  return KeyOwner{ledger_id, *record, generation};
}

}  // namespace

absl::StatusOr<KeyRewrapPage> WrapKeysAnew(const Storage& storage, Vault& vault,
                                           const LedgerId& ledger_id, std::string_view from,
                                           size_t keys_max) {
  CAIRN_ASSIGN_OR_RETURN(const Epoch epoch, vault.CurrentEpoch());
  CAIRN_ASSIGN_OR_RETURN(std::vector<OldRow> rows, OldRows(storage, vault, from, epoch, keys_max));
  KeyRewrapPage page;
  if (rows.size() > keys_max) {
    page.next = std::move(rows.back().key);
    rows.pop_back();
  }
  for (OldRow& row : rows) {
    CAIRN_ASSIGN_OR_RETURN(const KeyOwner owner, OwnerOf(ledger_id, row.key));
    const absl::StatusOr<SecretBytes> secret = vault.Unwrap(owner, row.value);
    if (ReasonOf(secret.status()) == v1::ERROR_REASON_RECORD_ERASED) {
      ++page.going;
      continue;
    }
    CAIRN_RETURN_IF_ERROR(secret.status());
    CAIRN_ASSIGN_OR_RETURN(std::string wrapped, vault.Wrap(epoch, owner, secret->view()));
    page.rewraps.push_back(
        {owner.record, std::move(row.key), std::move(row.value), std::move(wrapped)});
  }
  return page;
}

}  // namespace cairn
