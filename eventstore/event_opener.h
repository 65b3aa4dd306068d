// EventOpener: from the bytes below a leaf to what may be served of it. An envelope is opened only
// if it has the hash that the leaf names, and so is a clear body; an event without content is given
// only with the erasure that took it.
//
// Thread-safe.
#pragma once

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
  //   RECORD_ERASED  an erasure of the record is being written: ask again
  //   DATA_DAMAGED   the content is not the leaf's, or is gone and no erasure says why
  absl::StatusOr<StoredEvent> Open(Position position, const Leaf& leaf,
                                   std::string_view content) const;

 private:
  absl::Status OpenContent(StoredEvent& event, std::string_view envelope) const;
  absl::Status FindErasure(StoredEvent& event, const absl::Status& no_key) const;
  absl::Status MarkErased(StoredEvent& event, Position by) const;

  const Storage& storage_;
  const LedgerId ledger_id_;
  RecordKeys& keys_;
  const PublishedHead& head_;
};

}  // namespace cairn
