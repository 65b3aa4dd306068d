#include "eventstore/event_opener.h"

#include <optional>
#include <string>
#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/log_rows.h"
#include "eventstore/published_rows.h"
#include "eventstore/record_heads.h"

namespace cairn {
namespace {

// What the erasure at `position` says; nothing if there is no such leaf or its body is not its own.
absl::StatusOr<std::optional<ErasureBody>> ErasureAt(const Storage& storage, Position position) {
  std::optional<ErasureBody> none;
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         storage.Get(Space::kLeaves, U64Key(position)));
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes.value_or(""));
  if (!leaf.ok() || leaf->kind != LeafKind::kErasure) return none;
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                         storage.Get(Space::kEnvelopes, EnvelopeKey(leaf->record, leaf->version)));
  if (!value) return none;
  const absl::StatusOr<EnvelopeRow> row = DecodeEnvelopeRow(*value);
  if (!row.ok() || Sha256({row->content}) != leaf->content_hash) return none;
  absl::StatusOr<ErasureBody> body = ErasureBody::Decode(row->content);
  if (!body.ok() || body->record != leaf->record) return none;
  return std::optional<ErasureBody>(*std::move(body));
}

// There is an envelope, and no key to open it with or none any more.
bool IsKeyGone(const absl::Status& opened) {
  return absl::IsNotFound(opened) || ReasonOf(opened) == v1::ERROR_REASON_RECORD_ERASED;
}

}  // namespace

absl::StatusOr<StoredEvent> EventOpener::Open(Position position, const Leaf& leaf,
                                              std::string_view content) const {
  StoredEvent event{.position = position, .leaf = leaf};
  if (leaf.kind == LeafKind::kEvent) {
    if (const std::optional<Position> by = RemovalIn(content)) {
      CAIRN_RETURN_IF_ERROR(MarkErased(event, *by));
      return event;
    }
  }
  const absl::Status opened = OpenInto(event, content);
  CAIRN_RETURN_IF_ERROR(IsKeyGone(opened) ? ExplainMissingKey(event, opened) : opened);
  return event;
}

absl::StatusOr<StoredEvent> EventOpener::OpenIfThere(Position position, const Leaf& leaf,
                                                     std::string_view content) const {
  StoredEvent event{.position = position, .leaf = leaf};
  if (leaf.kind == LeafKind::kEvent && RemovalIn(content)) return event;
  const absl::Status opened = OpenInto(event, content);
  if (!IsKeyGone(opened)) CAIRN_RETURN_IF_ERROR(opened);
  return event;
}

absl::Status EventOpener::OpenInto(StoredEvent& event, std::string_view content) const {
  const Leaf& leaf = event.leaf;
  if (Sha256({content}) != leaf.content_hash) {
    return DamagedAt(event.position, "its envelope does not have the hash in its leaf");
  }
  if (HasEnvelope(leaf.kind)) return OpenEnvelope(event, content);
  absl::StatusOr<ControlBody> body = DecodeControlBody(leaf.kind, content);
  if (!body.ok()) return DamagedAt(event.position, "its clear body is none");
  event.control = *std::move(body);
  return absl::OkStatus();
}

absl::Status EventOpener::OpenEnvelope(StoredEvent& event, std::string_view envelope) const {
  const Leaf& leaf = event.leaf;
  CAIRN_ASSIGN_OR_RETURN(const KeyGeneration generation, GenerationOf(envelope));
  CAIRN_ASSIGN_OR_RETURN(const EventKeys keys, keys_.OfEvent(leaf, generation));
  CAIRN_ASSIGN_OR_RETURN(
      event.content,
      cairn::Open(envelope,
                  {.ledger_id = ledger_id_, .record = leaf.record, .event_id = leaf.event_id},
                  leaf.fields_root, keys));
  return absl::OkStatus();
}

// The erasure that took the key is there, or has been committed since the envelope was read, or is
// noted and comes with the group that is written now; or the key is lost.
absl::Status EventOpener::ExplainMissingKey(StoredEvent& event, const absl::Status& no_key) const {
  // Before the rows are looked at: an erasure that they do not show is published above it.
  const Position published = head_.Get().position;
  CAIRN_ASSIGN_OR_RETURN(std::optional<Position> by, ErasureOf(event));
  const bool noted = ReasonOf(no_key) == v1::ERROR_REASON_RECORD_ERASED;
  if (!by && noted) {
    CAIRN_RETURN_IF_ERROR(AwaitAbove(head_, published));
    CAIRN_ASSIGN_OR_RETURN(by, ErasureOf(event));
  }
  if (by) return MarkErased(event, *by);
  if (noted) return no_key;
  return DamagedRow("the key of record " + ToHex(event.leaf.record.bytes()) + " is not there");
}

absl::StatusOr<std::optional<Position>> EventOpener::ErasureOf(const StoredEvent& event) const {
  const Leaf& leaf = event.leaf;
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                         storage_.Get(Space::kEnvelopes, EnvelopeKey(leaf.record, leaf.version)));
  if (!value) return DamagedAt(event.position, "its envelope is not there");
  CAIRN_ASSIGN_OR_RETURN(const EnvelopeRow row, DecodeEnvelopeRow(*value));
  std::optional<Position> by = RemovalIn(row.content);
  if (by) return by;
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, StoredRecordHead(storage_, leaf.record));
  if (head.state == RecordState::kErased) by = head.position;
  return by;
}

// Only an erasure that the log holds, and that names this event or its record, explains that there
// is no content.
absl::Status EventOpener::MarkErased(StoredEvent& event, Position by) const {
  CAIRN_RETURN_IF_ERROR(AwaitPublished(storage_, head_, by));
  CAIRN_ASSIGN_OR_RETURN(const std::optional<ErasureBody> body, ErasureAt(storage_, by));
  const bool names_it =
      body && by > event.position && body->record == event.leaf.record &&
      (body->scope == ErasureScope::kRecord || body->target == event.leaf.event_id);
  if (!names_it) return DamagedAt(event.position, "its content is gone and no erasure says why");
  event.erased_by = by;
  return absl::OkStatus();
}

}  // namespace cairn
