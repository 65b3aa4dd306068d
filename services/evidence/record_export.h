// RecordExport: a record with its proofs, as a folder of files that can be checked offline.
//
//   README.txt                what it shows, what it does not, how to check it
//   events.txt                one line an event, for people
//   events/00001.tlog-proof   one file a version: leaf, fields, path, checkpoint (C2SP tlog-proof)
//   checkpoint                the signed head of the log that every proof leads to
//   trust/policy.txt          the log's key (C2SP tlog-policy); compare it with one got elsewhere
//   schema.binpb              FileDescriptorSet of cairn.v1.Recorded, for the names of fields
//   SHA256SUMS                of all files above
//
// The last event is the RecordExported that the export itself appends: it carries the version
// before it and the hash of that version's leaf, so no later event can be left out unnoticed. Of a
// record that was erased the last event is the erasure, after which there can be none. Events
// without content appear as leaves, and removals with what they say.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

#include "eventstore/event_log.h"
#include "eventstore/proof_builder.h"
#include "services/access/guard.h"
#include "services/evidence/checkpoint_signer.h"
#include "services/recording/recorder.h"

namespace cairn {

// Takes one file; false stops the export (the client has gone).
using FileSink = std::function<bool(std::string_view path, std::string_view content)>;

class RecordExport {
 public:
  // All must outlive the export.
  RecordExport(EventLog& log, RecordCache& records, Recorder& recorder, const ProofBuilder& proofs,
               CheckpointSigner& signer, Clock& clock)
      : log_(log),
        records_(records),
        recorder_(recorder),
        proofs_(proofs),
        signer_(signer),
        clock_(clock) {}

  // Appends the RecordExported event under `request` (a repeat finds the first one), then writes
  // every file to `sink` in the order above. What the caller may not see appears as hashes, and the
  // README says that something is withheld, never how much. An erased record is exported as it is,
  // without an event of the export. DATA_DAMAGED when anything stored does
  // not match its proof: nothing damaged leaves the log.
  absl::Status Run(const AuthorisedCall& call, const RecordId& record, std::string_view purpose,
                   const RequestId& request, const FileSink& sink);

 private:
  // The record with the event that ends the export, and that event's version in `last`.
  absl::StatusOr<RecordPtr> WithOwnEvent(const AuthorisedCall& call, const RecordId& record_id,
                                         std::string_view purpose, const RequestId& request,
                                         Version& last);

  EventLog& log_;
  RecordCache& records_;
  Recorder& recorder_;
  const ProofBuilder& proofs_;
  CheckpointSigner& signer_;
  Clock& clock_;
};

}  // namespace cairn
