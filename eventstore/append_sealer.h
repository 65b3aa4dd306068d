// AppendSealer: turns a request into what the sequencer writes. All the work that takes a key and
// depends on no other request is here, so that it is done in the callers' threads.
// Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/random.h"
#include "eventstore/claim_index.h"
#include "eventstore/erasure_work.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/log_reader.h"
#include "eventstore/pending_append.h"

namespace cairn {

// What one content of a request says, whoever says it and whenever: SHA-256 over the fields of its
// Recorded.entry (path 1 and below). The server's own additions, and the ids it draws for new
// records, differ from one attempt to the next and are left out.
Hash ContentDigest(const FieldList& content);
// The same of a control leaf: over its clear body.
Hash ContentDigest(const ControlBody& body);

class AppendSealer {
 public:
  // All arguments outlive this.
  AppendSealer(const LedgerId& ledger_id, const Storage& storage, RecordKeys& keys,
               const ClaimIndex& claims, const LogReader& reader, Random& random)
      : ledger_id_(ledger_id),
        keys_(keys),
        claims_(claims),
        reader_(reader),
        random_(random),
        erasures_(storage, ledger_id, keys, random) {}

  // INVALID_REQUEST as EventLog::Append says. `done` is left empty.
  absl::StatusOr<PendingAppend> Seal(const AppendRequest& request) const;

 private:
  PendingRecord SealRecord(const RecordAppend& record) const;
  absl::Status SealContents(const RecordAppend& record, PendingRecord& pending) const;
  absl::Status SealControl(const RecordAppend& record, PendingRecord& pending) const;
  std::vector<ClaimRow> RowsOf(const std::vector<Claim>& claims) const;

  const LedgerId ledger_id_;
  RecordKeys& keys_;
  const ClaimIndex& claims_;
  const LogReader& reader_;
  Random& random_;
  const ErasurePlanner erasures_;
};

}  // namespace cairn
