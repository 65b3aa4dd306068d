#include "services/evidence/proofs.h"

#include <string_view>
#include <vector>

#include "eventstore/base/status_macros.h"

namespace cairn {

absl::StatusOr<std::string> Proofs::OfVersion(const RecordId& record, Version version) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> events,
                         log_.Read(record, version, Direction::kForward, 1));
  CAIRN_ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, signer_.Current());
  return builder_.Build(events.front(), checkpoint.size, checkpoint.note,
                        [](std::string_view) { return true; });
}

absl::Status Proofs::Attach(v1::AppendEntriesResponse& response) {
  for (v1::RecordReceipts& record : *response.mutable_records()) {
    const std::optional<RecordId> id = RecordId::FromBytes(record.record_id());
    for (v1::Receipt& receipt : *record.mutable_receipts()) {
      CAIRN_ASSIGN_OR_RETURN(*receipt.mutable_proof(), OfVersion(*id, receipt.version()));
    }
  }
  return absl::OkStatus();
}

}  // namespace cairn
