#include "eventstore/claim_index.h"

#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/log_rows.h"

namespace cairn {

ClaimIndex::ClaimIndex(const Storage& storage, const LedgerId& ledger_id, const RecordKey& log_key)
    : storage_(storage),
      claim_key_(HkdfSha256(log_key.secret(), ledger_id.bytes(), "cairn/v1/claim", kKeyBytes)) {}

std::string ClaimIndex::KeyOf(const Claim& claim) const {
  const char type = static_cast<char>(claim.type);
  const Hash code = HmacSha256(claim_key_.view()).Of({std::string_view(&type, 1), claim.value});
  return std::string(HashBytes(code));
}

absl::StatusOr<std::optional<RecordId>> ClaimIndex::Holder(std::string_view key) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row, storage_.Get(Space::kClaims, key));
  if (!row) return std::optional<RecordId>();
  const std::optional<RecordId> record = RecordId::FromBytes(*row);
  if (!record) return DamagedRow("the row of a claim");
  return record;
}

}  // namespace cairn
