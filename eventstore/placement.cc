#include "eventstore/placement.h"

#include <variant>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/log_rows.h"

namespace cairn {

void Placement::PlaceRecord(const PendingRecord& pending, RecordHead head,
                            const std::optional<Row>& key_row, Appended& result) {
  CAIRN_CHECK(head.version == pending.expected);
  CAIRN_CHECK(pending.new_key.has_value() == key_row.has_value());
  if (pending.control) {
    result.events.push_back(PlaceControl(pending, result.recorded_at_us, head));
  }
  for (const SealedContent& content : pending.contents) {
    result.events.push_back(PlaceEvent(pending, content, result.recorded_at_us, head));
  }
  // After the erasure that removes the row of the key before it.
  if (key_row) {
    batch_.Put(*key_row);
    new_keys_.emplace_back(pending.record, pending.new_key->key);
  }
  heads_[pending.record] = head;
}

void Placement::PlaceHeads() {
  for (const auto& [record, head] : heads_) {
    batch_.Put(Space::kHeads, record.ToBytes(), EncodeRecordHead(head));
  }
}

AppendedEvent Placement::PlaceEvent(const PendingRecord& pending, const SealedContent& content,
                                    int64_t recorded_at_us, RecordHead& head) {
  const Leaf leaf{.kind = pending.kind,
                  .record = pending.record,
                  .version = head.version + 1,
                  .recorded_at_us = recorded_at_us,
                  .event_id = content.event_id,
                  .fields_root = content.sealed.fields_root,
                  .content_hash = content.content_hash};
  const AppendedEvent placed = PlaceLeaf(leaf, content.sealed.envelope, head);
  if (pending.kind != LeafKind::kEvent) {
    batch_.Put(Space::kGovernance, U64Key(placed.position), EncodeGovernanceRow(leaf));
  }
  for (const IndexKey& key : pending.found_by) {
    batch_.Put(Space::kGovernance, IndexRowKey(key, placed.position), "");
  }
  return placed;
}

AppendedEvent Placement::PlaceControl(const PendingRecord& pending, int64_t recorded_at_us,
                                      RecordHead& head) {
  const PendingControl& control = *pending.control;
  const Leaf leaf{.kind = KindOf(control.body),
                  .record = pending.record,
                  .version = head.version + 1,
                  .recorded_at_us = recorded_at_us,
                  .event_id = control.event_id,
                  .content_hash = control.content_hash};
  const AppendedEvent placed = PlaceLeaf(leaf, control.bytes, head);
  batch_.Put(Space::kGovernance, U64Key(placed.position), EncodeGovernanceRow(leaf));
  if (const auto* erasure = std::get_if<ErasureBody>(&control.body)) {
    PlaceErasure(*erasure, control.work, head);
  }
  return placed;
}

void Placement::PlaceErasure(const ErasureBody& body, const ErasureWork& work, RecordHead& head) {
  for (const auto& [space, key] : work.removed) batch_.Delete(space, key);
  for (const Row& row : work.kept) batch_.Put(row);
  rekeyed_.insert(body.record);
  switch (body.scope) {
    case ErasureScope::kRecord:
      head.state = RecordState::kErased;
      return;
    case ErasureScope::kEntry:
      batch_.Put(Space::kEnvelopes, EnvelopeKey(body.record, work.target_version),
                 EncodeEnvelopeRow(work.target_position, U64Key(head.position)));
      return;
  }
  CAIRN_CHECK_UNREACHABLE();
}

AppendedEvent Placement::PlaceLeaf(Leaf leaf, std::string_view content, RecordHead& head) {
  leaf.version = head.version + 1;
  leaf.previous_leaf_hash = head.leaf_hash;
  std::string bytes = leaf.Encode();
  head = {.version = leaf.version,
          .position = first_ + leaf_hashes_.size(),
          .leaf_hash = HashLeaf(bytes),
          .state = head.state};
  leaf_hashes_.push_back(head.leaf_hash);
  batch_.Put(Space::kLeaves, U64Key(head.position), std::move(bytes));
  batch_.Put(Space::kEnvelopes, EnvelopeKey(leaf.record, leaf.version),
             EncodeEnvelopeRow(head.position, content));
  return {.record = leaf.record,
          .version = leaf.version,
          .position = head.position,
          .event_id = leaf.event_id,
          .leaf_hash = head.leaf_hash};
}

void Placement::PlaceRewrap(const KeyRewrap& rewrap) {
  batch_.Put(Space::kKeys, rewrap.row_key, rewrap.new_value);
}

}  // namespace cairn
