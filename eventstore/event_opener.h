// EventOpener: from the bytes below a leaf to what may be served of it. An envelope is opened only
// if it has the hash that the leaf names, and so is a clear body; an event without content is given
// only with the erasure that took it.
//
// Thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/published_head.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

class EventOpener {
 public:
  // All arguments outlive this.
  EventOpener(const Storage& storage, const LedgerId& ledger_id, RecordKeys& keys,
              const PublishedHead& head)
      : storage_(storage), ledger_id_(ledger_id), keys_(keys), head_(head) {}

  // The event of `leaf`, which stands at `position`; `content` is that of its row of `envelopes`.
  // Waits for an erasure of the record that is being written.
  //   DATA_DAMAGED   the content is not the leaf's, or is gone and no erasure says why
  //   NOT_SERVING    the log stopped in the middle of the erasure
  //   RECORD_ERASED  the vault has a note of an erasure that this log has not: a restart writes it
  absl::StatusOr<StoredEvent> Open(Position position, const Leaf& leaf,
                                   std::string_view content) const;
  // The same for the sequencer, which nobody else writes for, so that it may not wait: an event
  // whose content is gone or going has none, and nobody asks why.
  absl::StatusOr<StoredEvent> OpenIfThere(Position position, const Leaf& leaf,
                                          std::string_view content) const;

 private:
  absl::Status OpenInto(StoredEvent& event, std::string_view content) const;
  absl::Status OpenEnvelope(StoredEvent& event, std::string_view envelope) const;
  absl::Status ExplainMissingKey(StoredEvent& event, const absl::Status& no_key) const;
  // Where the erasure stands that took the content of `event`, published or not; nothing if none is
  // stored.
  absl::StatusOr<std::optional<Position>> ErasureOf(const StoredEvent& event) const;
  absl::Status MarkErased(StoredEvent& event, Position by) const;

  const Storage& storage_;
  const LedgerId ledger_id_;
  RecordKeys& keys_;
  const PublishedHead& head_;
};

}  // namespace cairn
