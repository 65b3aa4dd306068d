#include "eventstore/scrub/record_scrub.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/record_heads.h"

namespace cairn {
namespace {

constexpr size_t kLeavesAtOnce = 256;

std::string PlaceName(const RecordId& record, Version version) {
  return absl::StrFormat("version %d of record %s", version, ToHex(record.bytes()));
}

std::string RecordName(const RecordId& record) { return "record " + ToHex(record.bytes()); }

}  // namespace

absl::StatusOr<bool> RecordScrub::Records() {
  ScrubCursor& cursor = run_.cursor();
  if (cursor.version > 0) {
    record_ = *RecordId::FromBytes(std::string_view(cursor.key).substr(0, RecordId::kSize));
    version_ = cursor.version;
    if (cursor.leaf_hash != Hash{}) leaf_hash_ = cursor.leaf_hash;
  }
  std::string from = cursor.key;
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const ScrubPage page, run_.ReadPage(Space::kEnvelopes, from));
    std::vector<Place> places;
    uint64_t bytes = 0;
    for (const auto& [key, value] : page.rows) {
      bytes += key.size() + value.size();
      const std::optional<Place> place = PlaceOf(key, value);
      if (place && place->position <= cursor.size) places.push_back(*place);
    }
    CAIRN_RETURN_IF_ERROR(CheckPlaces(places));
    from = page.next;
    if (page.last) {
      CAIRN_RETURN_IF_ERROR(EndRecord());
      CheckEventsAreAllThere();
      run_.EndPart(bytes);
      return true;
    }
    const bool inside = version_ > 0 && from.starts_with(record_.bytes());
    if (!inside) CAIRN_RETURN_IF_ERROR(EndRecord());
    cursor.key = from;
    cursor.version = version_;
    cursor.leaf_hash = leaf_hash_.value_or(Hash{});
    if (!run_.Pace(bytes)) return false;
  }
}

// Every leaf belongs to one content; if one is in none, nothing else need have noticed.
void RecordScrub::CheckEventsAreAllThere() {
  const ScrubCursor& cursor = run_.cursor();
  if (cursor.events == cursor.size || cursor.damages > 0) return;
  run_.Report(Space::kEnvelopes, "the whole log",
              absl::StrFormat("There are %d leaves, and %d of them belong to a content.",
                              cursor.size, cursor.events));
}

std::optional<RecordScrub::Place> RecordScrub::PlaceOf(std::string_view key,
                                                       std::string_view value) {
  ByteReader reader(key);
  const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  const Version version = reader.U64();
  const absl::StatusOr<EnvelopeRow> row = DecodeEnvelopeRow(value);
  if (record && reader.AtEnd() && version > 0 && row.ok()) {
    return Place{*record, version, row->position, row->content};
  }
  run_.Report(Space::kEnvelopes, "row " + ToHex(key),
              "Neither key nor value is that of a content.");
  return std::nullopt;
}

absl::Status RecordScrub::CheckPlaces(const std::vector<Place>& places) {
  std::span<const Place> rest(places);
  while (!rest.empty()) {
    const std::span<const Place> some = rest.first(std::min(rest.size(), kLeavesAtOnce));
    rest = rest.subspan(some.size());
    std::vector<std::string> keys;
    for (const Place& place : some) keys.push_back(U64Key(place.position));
    const auto rows = run_.storage().MultiGet(Space::kLeaves, keys);
    for (size_t i = 0; i < some.size(); ++i) {
      std::optional<Leaf> leaf;
      if (rows.ok()) {
        const absl::StatusOr<Leaf> decoded = Leaf::Decode((*rows)[i].value_or(""));
        if (decoded.ok()) leaf = *decoded;
      } else {
        CAIRN_ASSIGN_OR_RETURN(leaf, LeafAt(some[i].position));
      }
      CAIRN_RETURN_IF_ERROR(Follow(some[i], leaf));
    }
  }
  return absl::OkStatus();
}

// Nothing if it is not there or none: the leaves part has reported it.
absl::StatusOr<std::optional<Leaf>> RecordScrub::LeafAt(Position position) {
  const auto row = run_.storage().Get(Space::kLeaves, U64Key(position));
  if (!row.ok() && !IsDamage(row.status())) return row.status();
  if (!row.ok() || !*row) return std::optional<Leaf>();
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(**row);
  return leaf.ok() ? std::optional<Leaf>(*leaf) : std::nullopt;
}

absl::Status RecordScrub::Follow(const Place& place, const std::optional<Leaf>& leaf) {
  if (version_ > 0 && place.record != record_) CAIRN_RETURN_IF_ERROR(EndRecord());
  const bool first = version_ == 0;
  const Version expected = version_ + 1;
  record_ = place.record;
  version_ = place.version;
  const std::optional<Hash> before = first ? Hash{} : leaf_hash_;
  leaf_hash_.reset();
  if (place.version != expected) {
    run_.Report(Space::kEnvelopes, PlaceName(place.record, expected),
                absl::StrFormat("It is not there; the next one is version %d.", place.version));
  }
  if (!leaf) return absl::OkStatus();
  if (leaf->record != place.record || leaf->version != place.version) {
    run_.Report(Space::kEnvelopes, PlaceName(place.record, place.version),
                "It names the leaf of another place.", place.position);
    return absl::OkStatus();
  }
  leaf_hash_ = leaf->hash();
  if (place.version == expected && before && leaf->previous_leaf_hash != *before) {
    run_.Report(Space::kLeaves, PlaceName(place.record, place.version),
                "Its leaf does not name the leaf before it.", place.position);
  }
  ++run_.cursor().events;
  return CheckContent(place, *leaf);
}

absl::Status RecordScrub::CheckContent(const Place& place, const Leaf& leaf) {
  if (const std::optional<Position> erased_by = RemovalIn(place.content)) {
    return CheckRemoved(place, leaf, *erased_by);
  }
  if (Sha256({place.content}) != leaf.content_hash) {
    ReportContent(place, "It does not have the hash in its leaf.");
    return absl::OkStatus();
  }
  if (leaf.kind != LeafKind::kEvent) CAIRN_RETURN_IF_ERROR(CheckIndexed(place, leaf));
  if (HasEnvelope(leaf.kind)) return CheckEnvelope(place, leaf);
  const absl::Status body = DecodeControlBody(leaf.kind, place.content).status();
  if (!body.ok()) ReportContent(place, std::string(body.message()));
  return absl::OkStatus();
}

void RecordScrub::ReportContent(const Place& place, std::string_view sentence) {
  run_.Report(Space::kEnvelopes, PlaceName(place.record, place.version), std::string(sentence),
              place.position);
}

// The content of an event that an erasure has taken; the erasure may be above the scrub's head.
absl::Status RecordScrub::CheckRemoved(const Place& place, const Leaf& leaf, Position erased_by) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<Leaf> erasure, LeafAt(erased_by));
  const bool taken = leaf.kind == LeafKind::kEvent && erasure &&
                     erasure->kind == LeafKind::kErasure && erasure->record == place.record;
  if (!taken) ReportContent(place, "Its content is gone, and no erasure has taken it.");
  return absl::OkStatus();
}

absl::Status RecordScrub::CheckIndexed(const Place& place, const Leaf& leaf) {
  const auto indexed = run_.storage().Get(Space::kGovernance, U64Key(place.position));
  if (indexed.ok() && *indexed == EncodeGovernanceRow(leaf)) return absl::OkStatus();
  if (!indexed.ok() && !IsDamage(indexed.status())) return indexed.status();
  run_.Report(Space::kGovernance, PlaceName(place.record, place.version),
              "The index of control leaves does not name it.", place.position);
  return absl::OkStatus();
}

absl::Status RecordScrub::CheckEnvelope(const Place& place, const Leaf& leaf) {
  const std::string name = PlaceName(place.record, place.version);
  const absl::StatusOr<KeyGeneration> generation = GenerationOf(place.content);
  if (!generation.ok()) {
    return run_.ReportIfDamage(generation.status(), Space::kEnvelopes, name, place.position);
  }
  const absl::StatusOr<EventKeys> keys = keys_.OfEvent(leaf, *generation);
  if (absl::IsNotFound(keys.status()) || absl::IsFailedPrecondition(keys.status())) {
    CAIRN_ASSIGN_OR_RETURN(const bool taken, KeysWereTaken(place));
    if (taken) return absl::OkStatus();
    run_.Report(Space::kKeys, name,
                "Its key is not there, or its master key is destroyed, and nothing was erased.",
                place.position);
    return absl::OkStatus();
  }
  if (!keys.ok()) return run_.ReportIfDamage(keys.status(), Space::kKeys, name, place.position);
  const SealContext context{
      .ledger_id = run_.cursor().ledger_id, .record = leaf.record, .event_id = leaf.event_id};
  return run_.ReportIfDamage(OpenAndProve(place.content, context, leaf.fields_root, *keys).status(),
                             Space::kEnvelopes, name, place.position);
}

absl::StatusOr<bool> RecordScrub::KeysWereTaken(const Place& place) {
  const absl::StatusOr<RecordHead> head = StoredRecordHead(run_.storage(), place.record);
  if (!head.ok() && !IsDamage(head.status())) return head.status();
  if (head.ok() && head->state == RecordState::kErased) return true;
  CAIRN_ASSIGN_OR_RETURN(const std::vector<ErasureNote> notes, vault_.Erasures());
  const bool noted = std::any_of(notes.begin(), notes.end(), [&](const ErasureNote& note) {
    return note.ledger_id == run_.cursor().ledger_id && note.body.record == place.record;
  });
  if (noted) return true;
  // The content may have been removed since this page was read; then its row is another one now.
  const auto row = run_.storage().Get(Space::kEnvelopes, EnvelopeKey(place.record, place.version));
  if (!row.ok() && !IsDamage(row.status())) return row.status();
  return row.ok() && *row != EncodeEnvelopeRow(place.position, place.content);
}

// The record's head as it was at the scrub's own head, as far as that can still be told.
absl::Status RecordScrub::EndRecord() {
  if (version_ == 0) return absl::OkStatus();
  const Version last = std::exchange(version_, 0);
  const std::optional<Hash> last_hash = std::exchange(leaf_hash_, std::nullopt);
  const absl::StatusOr<RecordHead> head = StoredRecordHead(run_.storage(), record_);
  if (!head.ok()) {
    return run_.ReportIfDamage(head.status(), Space::kHeads, RecordName(record_));
  }
  const bool later = head->position > run_.cursor().size;
  const bool fits = later ? head->version > last
                          : head->version == last && (!last_hash || head->leaf_hash == *last_hash);
  if (fits) return absl::OkStatus();
  run_.Report(Space::kHeads, RecordName(record_),
              absl::StrFormat("Its head names version %d, and its last content is of version %d.",
                              head->version, last));
  return absl::OkStatus();
}

absl::StatusOr<bool> RecordScrub::Heads() {
  std::string from = run_.cursor().key;
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const ScrubPage page, run_.ReadPage(Space::kHeads, from));
    uint64_t bytes = 0;
    for (const auto& [key, value] : page.rows) {
      bytes += key.size() + value.size();
      const std::optional<RecordId> record = RecordId::FromBytes(key);
      const absl::StatusOr<RecordHead> head = DecodeRecordHead(value);
      if (record && head.ok()) {
        CAIRN_RETURN_IF_ERROR(CheckHead(*record, *head));
      } else {
        run_.Report(Space::kHeads, "row " + ToHex(key), "It is not the head of a record.");
      }
    }
    if (page.last) {
      run_.EndPart(bytes);
      return true;
    }
    run_.cursor().key = from = page.next;
    if (!run_.Pace(bytes)) return false;
  }
}

absl::Status RecordScrub::CheckHead(const RecordId& record, const RecordHead& head) {
  if (head.position <= run_.cursor().size) {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<Leaf> leaf, LeafAt(head.position));
    if (leaf && (leaf->record != record || leaf->version != head.version ||
                 leaf->hash() != head.leaf_hash)) {
      run_.Report(Space::kHeads, RecordName(record), "It names a leaf that is not its own.",
                  head.position);
    }
    // A record whose contents are all gone is in no other part.
    const auto row = run_.storage().Get(Space::kEnvelopes, EnvelopeKey(record, head.version));
    if (!row.ok() && !IsDamage(row.status())) return row.status();
    if (row.ok() && !*row) {
      run_.Report(Space::kEnvelopes, PlaceName(record, head.version), "It is not there.",
                  head.position);
    }
  }
  return CheckKeyOf(record, head);
}

absl::Status RecordScrub::CheckKeyOf(const RecordId& record, const RecordHead& head) {
  keys_.Forget(record);  // what matters is the row
  const absl::StatusOr<RecordKey> key = keys_.Get(record);
  const bool erased = head.state == RecordState::kErased;
  if (erased ? absl::IsNotFound(key.status()) : key.ok()) return absl::OkStatus();
  const absl::StatusOr<RecordHead> now = StoredRecordHead(run_.storage(), record);
  if (!now.ok() || *now != head) return absl::OkStatus();  // written meanwhile; or reported above
  if (ReasonOf(key.status()) == v1::ERROR_REASON_RECORD_ERASED && !erased) {
    return absl::OkStatus();  // noted, and about to be carried out
  }
  if (erased) {
    run_.Report(Space::kKeys, RecordName(record),
                "The record is erased, and a key of it is there.");
  } else {
    run_.Report(Space::kKeys, RecordName(record),
                "The key of an open record cannot be had: " + std::string(key.status().message()));
  }
  return absl::OkStatus();
}

}  // namespace cairn
