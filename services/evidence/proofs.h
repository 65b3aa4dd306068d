// Proofs: finds an event and proves it against the newest checkpoint. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/event_log.h"
#include "eventstore/ledger/field_selection.h"
#include "eventstore/proof_builder.h"
#include "services/evidence/checkpoint_signer.h"

namespace cairn {

class Proofs {
 public:
  // All must outlive it.
  Proofs(const EventLog& log, const ProofBuilder& builder, CheckpointSigner& signer)
      : log_(log), builder_(builder), signer_(signer) {}

  // The proof of one version of a record, with the fields of `selection` shown; INVALID_REQUEST if
  // a path of it names no field of this event. Of an event without content the leaf alone is
  // proved.
  absl::StatusOr<std::string> OfVersion(const RecordId& record, Version version,
                                        const FieldSelection& selection = FieldSelection::All());

  // Puts a proof into every receipt.
  absl::Status Attach(v1::AppendEntriesResponse& response);

 private:
  const EventLog& log_;
  const ProofBuilder& builder_;
  CheckpointSigner& signer_;
};

}  // namespace cairn
