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
#include "eventstore/keys/record_keys.h"
#include "eventstore/pending_append.h"

namespace cairn {

// What a request says, whoever says it and whenever: SHA-256 over the fields of each Recorded.entry
// (path 1 and below), one content after the other. The server's own additions, and the ids it draws
// for new records, differ from one attempt to the next and are left out. One thread at a time.
class ContentDigest {
 public:
  void Add(const FieldList& content);
  Hash Finish() const { return Sha256({said_}); }

 private:
  std::string said_;  // ( u64 size ‖ field_body* )*
};

class AppendSealer {
 public:
  // All arguments outlive this.
  AppendSealer(const LedgerId& ledger_id, RecordKeys& keys, const ClaimIndex& claims,
               Random& random)
      : ledger_id_(ledger_id), keys_(keys), claims_(claims), random_(random) {}

  // INVALID_REQUEST as EventLog::Append says. `done` is left empty.
  absl::StatusOr<PendingAppend> Seal(const AppendRequest& request) const;

 private:
  PendingRecord SealRecord(const RecordAppend& record) const;
  absl::Status SealContents(const RecordAppend& record, PendingRecord& pending) const;
  std::vector<ClaimRow> RowsOf(const std::vector<Claim>& claims) const;

  const LedgerId ledger_id_;
  RecordKeys& keys_;
  const ClaimIndex& claims_;
  Random& random_;
};

}  // namespace cairn
