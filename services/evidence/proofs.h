// Proofs: finds an event and proves it against the newest checkpoint. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/event_log.h"
#include "eventstore/proof_builder.h"
#include "services/evidence/checkpoint_signer.h"

namespace cairn {

class Proofs {
 public:
  // All must outlive it.
  Proofs(const EventLog& log, const ProofBuilder& builder, CheckpointSigner& signer)
      : log_(log), builder_(builder), signer_(signer) {}

  // The proof of one version of a record, all fields shown.
  absl::StatusOr<std::string> OfVersion(const RecordId& record, Version version);

  // Puts a proof into every receipt.
  absl::Status Attach(v1::AppendEntriesResponse& response);

 private:
  const EventLog& log_;
  const ProofBuilder& builder_;
  CheckpointSigner& signer_;
};

}  // namespace cairn
