#include "services/evidence/proofs.h"

#include <string>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"

namespace cairn {

namespace {

absl::Status CheckSelection(const StoredEvent& event, const FieldSelection& selection) {
  std::vector<std::string> fields;
  if (event.content) {
    for (const Field& field : *event.content) fields.push_back(field.path);
  }
  std::vector<v1::Fault> faults;
  for (const std::string& path : selection.Unmatched(fields)) {
    faults.push_back(ShapeFault("hidden_paths", "NAMES_NOTHING",
                                absl::StrFormat("This event has no field %s.", path)));
  }
  return faults.empty() ? absl::OkStatus() : InvalidRequest(faults);
}

}  // namespace

absl::StatusOr<std::string> Proofs::OfVersion(const RecordId& record, Version version,
                                              const FieldSelection& selection) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> events,
                         log_.Read(record, version, Direction::kForward, 1));
  CAIRN_RETURN_IF_ERROR(CheckSelection(events.front(), selection));
  CAIRN_ASSIGN_OR_RETURN(const SignedCheckpoint checkpoint, signer_.Current());
  return builder_.Build(events.front(), checkpoint.size, checkpoint.note, selection);
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
