// Placement: what the accepted requests of one group become: leaves with positions, versions and
// previous leaf hashes, contents, heads and rows of keys, in one batch. It decides on nothing.
//
// Belongs to the sequencer's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/append_request.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/pending_append.h"
#include "eventstore/record_heads.h"
#include "eventstore/storage/storage.h"

namespace cairn {

class Placement {
 public:
  // Goes on from `head`, which is the published one.
  explicit Placement(const LogHead& head) : first_(head.position + 1) {}

  // Adds what `pending` writes to its record, which ends at `head`, to `result`, which says when.
  // `key_row` is that of `pending.new_key`, wrapped by the epoch that is current now.
  void PlaceRecord(const PendingRecord& pending, RecordHead head, const std::optional<Row>& key_row,
                   Appended& result);
  // Replaces a row of `keys` that is still what was read.
  void PlaceRewrap(const KeyRewrap& rewrap);
  // Adds the rows of `heads`, once all is placed: one for a record, however often it was added to.
  void PlaceHeads();

  Batch& batch() { return batch_; }
  bool empty() const { return batch_.empty(); }
  const std::vector<Hash>& leaf_hashes() const { return leaf_hashes_; }
  // The ends of the records that were added to.
  const RecordHeads::Changes& heads() const { return heads_; }
  // The records whose keys went or were replaced in this group.
  const std::set<RecordId>& rekeyed() const { return rekeyed_; }
  // The keys that records go on with: those that begin in this group, and those of `rekeyed`.
  const std::vector<std::pair<RecordId, RecordKey>>& new_keys() const { return new_keys_; }

 private:
  AppendedEvent PlaceEvent(const PendingRecord& pending, const SealedContent& content,
                           int64_t recorded_at_us, RecordHead& head);
  AppendedEvent PlaceControl(const PendingRecord& pending, int64_t recorded_at_us,
                             RecordHead& head);
  void PlaceErasure(const ErasureBody& body, const ErasureWork& work, RecordHead& head);
  // Adds the leaf, whose version and predecessor are taken from `head`, and its content.
  AppendedEvent PlaceLeaf(Leaf leaf, std::string_view content, RecordHead& head);

  const Position first_;
  Batch batch_;
  RecordHeads::Changes heads_;
  std::vector<Hash> leaf_hashes_;
  std::set<RecordId> rekeyed_;
  std::vector<std::pair<RecordId, RecordKey>> new_keys_;
};

}  // namespace cairn
