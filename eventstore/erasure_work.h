// ErasureWork: what an erasure does to the rows of its record, worked out in the caller's thread
// for the version that was decided on. The log's thread writes it only at that version.
//
//   whole record   every row of `keys` and `entry_keys` goes; envelopes stay, and are noise
//   one entry      the record goes on with a key of the next generation; the keys of every other
//                  event are kept in `entry_keys`, wrapped by it; the old key goes, and the
//                  envelope of the entry gives way to the position of the erasure
//
// Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/storage/storage.h"

namespace cairn {

struct ErasureWork {
  std::vector<std::pair<Space, std::string>> removed;  // rows
  std::vector<Row> kept;                               // of `entry_keys`
  // Of one entry: where its envelope was, and the record's next key.
  Version target_version = 0;
  Position target_position = 0;
  std::optional<RecordKeys::NewKey> next_key;
  // Rows of claims that the record holds, to be released.
  std::vector<std::string> claims;
};

class ErasurePlanner {
 public:
  // All arguments outlive this.
  ErasurePlanner(const Storage& storage, const LedgerId& ledger_id, RecordKeys& keys,
                 Random& random)
      : storage_(storage), ledger_id_(ledger_id), keys_(keys), random_(random) {}

  // What `body` does to its record, which ends at `version`.
  //   EVENT_NOT_FOUND  the record has no such event, or its content was removed already
  //   DATA_DAMAGED     a row is not what its leaf says; nothing is erased on such ground
  absl::StatusOr<ErasureWork> Plan(const ErasureBody& body, Version version) const;

 private:
  struct PlacedEvent;

  absl::StatusOr<ErasureWork> PlanRecord(const RecordId& record) const;
  absl::StatusOr<ErasureWork> PlanEntry(const ErasureBody& body, Version version) const;
  absl::Status KeepKeys(const std::vector<PlacedEvent>& events, const RecordKey& next,
                        ErasureWork& work) const;
  absl::StatusOr<std::vector<PlacedEvent>> EventsOf(const RecordId& record, Version version) const;
  absl::Status RemoveRows(Space space, const RecordId& record, ErasureWork& work) const;
  absl::StatusOr<std::vector<std::string>> ClaimsOf(const RecordId& record) const;

  const Storage& storage_;
  const LedgerId ledger_id_;
  RecordKeys& keys_;
  Random& random_;
};

}  // namespace cairn
