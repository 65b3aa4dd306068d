#include "eventstore/scrub/index_scrub.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"
#include "eventstore/record_heads.h"

namespace cairn {
namespace {

constexpr size_t kRequestKeyBytes = CallerId::kSize + RequestId::kSize;
constexpr size_t kClaimKeyBytes = sizeof(Hash);

std::string RowName(std::string_view key) { return "row " + ToHex(key); }

}  // namespace

absl::StatusOr<bool> IndexScrub::EachRow(Space space, const RowCheck& check) {
  std::string from = run_.cursor().key;
  for (;;) {
    CAIRN_ASSIGN_OR_RETURN(const ScrubPage page, run_.ReadPage(space, from));
    uint64_t bytes = 0;
    for (const auto& [key, value] : page.rows) {
      bytes += key.size() + value.size();
      CAIRN_RETURN_IF_ERROR(check(key, value));
    }
    if (page.last) {
      run_.EndPart(bytes);
      return true;
    }
    run_.cursor().key = from = page.next;
    if (!run_.Pace(bytes)) return false;
  }
}

absl::StatusOr<bool> IndexScrub::Requests() {
  return EachRow(Space::kRequests,
                 [this](auto key, auto value) { return CheckRequest(key, value); });
}

absl::StatusOr<bool> IndexScrub::Claims() {
  return EachRow(Space::kClaims, [this](auto key, auto value) { return CheckClaim(key, value); });
}

absl::StatusOr<bool> IndexScrub::Keys() {
  return EachRow(Space::kKeys, [this](auto key, auto value) { return CheckKey(key, value); });
}

absl::StatusOr<bool> IndexScrub::EntryKeys() {
  return EachRow(Space::kEntryKeys,
                 [this](auto key, auto value) { return CheckEntryKeys(key, value); });
}

absl::StatusOr<bool> IndexScrub::Governance() {
  return EachRow(Space::kGovernance,
                 [this](auto key, auto value) { return CheckGovernance(key, value); });
}

absl::StatusOr<bool> IndexScrub::IsThere(Space space, std::string_view key) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row, run_.storage().Get(space, key));
  return row.has_value();
}

absl::Status IndexScrub::CheckRequest(std::string_view key, std::string_view value) {
  const absl::StatusOr<RequestRow> row = DecodeRequestRow(value);
  if (key.size() != kRequestKeyBytes || !row.ok()) {
    run_.Report(Space::kRequests, RowName(key), "It is not the row of a request.");
    return absl::OkStatus();
  }
  const auto* written = std::get_if<WrittenRequest>(&*row);
  if (written == nullptr || written->first > run_.cursor().size) return absl::OkStatus();
  for (const Position position : {written->first, written->last()}) {
    if (position == 0) continue;  // it wrote nothing
    const auto bytes = run_.storage().Get(Space::kLeaves, U64Key(position));
    if (!bytes.ok()) {
      CAIRN_RETURN_IF_ERROR(
          run_.ReportIfDamage(bytes.status(), Space::kRequests, RowName(key), position));
      continue;
    }
    const absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes->value_or(""));
    if (leaf.ok() && leaf->recorded_at_us == written->recorded_at_us) continue;
    run_.Report(Space::kRequests, RowName(key),
                absl::StrFormat("It names position %d, whose leaf it did not write.", position),
                position);
  }
  return CheckKnown(key, *written);
}

absl::Status IndexScrub::CheckKnown(std::string_view key, const WrittenRequest& written) {
  for (const KnownEntry& known : written.known) {
    const absl::StatusOr<RecordHead> head = StoredRecordHead(run_.storage(), known.record);
    if (!head.ok()) {
      CAIRN_RETURN_IF_ERROR(run_.ReportIfDamage(head.status(), Space::kRequests, RowName(key)));
    } else if (head->version < known.version) {
      run_.Report(Space::kRequests, RowName(key),
                  absl::StrFormat("It names version %d of record %s, which is not there.",
                                  known.version, ToHex(known.record.bytes())));
    }
  }
  return absl::OkStatus();
}

absl::Status IndexScrub::CheckClaim(std::string_view key, std::string_view value) {
  const std::optional<RecordId> record = RecordId::FromBytes(value);
  if (key.size() != kClaimKeyBytes || !record) {
    run_.Report(Space::kClaims, RowName(key), "It is not the row of a claim.");
    return absl::OkStatus();
  }
  const absl::StatusOr<RecordHead> head = StoredRecordHead(run_.storage(), *record);
  if (!head.ok()) return run_.ReportIfDamage(head.status(), Space::kClaims, RowName(key));
  if (head->version > 0 && head->state == RecordState::kOpen) return absl::OkStatus();
  const auto now = run_.storage().Get(Space::kClaims, key);
  if (now.ok() && !*now) return absl::OkStatus();  // released meanwhile
  run_.Report(Space::kClaims, RowName(key),
              "It names record " + ToHex(record->bytes()) + ", which is not there or is erased.");
  return absl::OkStatus();
}

absl::Status IndexScrub::CheckKey(std::string_view key, std::string_view value) {
  ByteReader reader(key);
  const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  const KeyGeneration generation = reader.U16();
  if (!record || !reader.AtEnd() || generation == 0) {
    run_.Report(Space::kKeys, RowName(key), "It is not the row of a key.");
    return absl::OkStatus();
  }
  const absl::Status unwrapped =
      vault_.Unwrap({run_.cursor().ledger_id, *record, generation}, value).status();
  if (unwrapped.ok() || ReasonOf(unwrapped) == v1::ERROR_REASON_RECORD_ERASED) {
    return absl::OkStatus();
  }
  const auto now = run_.storage().Get(Space::kKeys, key);
  if (now.ok() && *now != value) return absl::OkStatus();  // wrapped anew, or erased, meanwhile
  run_.Report(Space::kKeys, RowName(key),
              "The vault cannot unwrap it: " + std::string(unwrapped.message()));
  return absl::OkStatus();
}

absl::Status IndexScrub::CheckEntryKeys(std::string_view key, std::string_view value) {
  ByteReader reader(key);
  const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  const Version version = reader.U64();
  const auto report = [&](std::string sentence) {
    run_.Report(Space::kEntryKeys, RowName(key), std::move(sentence));
    return absl::OkStatus();
  };
  if (!record || !reader.AtEnd()) return report("It is not the row of an entry's keys.");
  const auto row = run_.storage().Get(Space::kEnvelopes, EnvelopeKey(*record, version));
  if (!row.ok()) return run_.ReportIfDamage(row.status(), Space::kEntryKeys, RowName(key));
  const std::string stored = row->value_or("");  // outlives what is decoded from it
  const absl::StatusOr<EnvelopeRow> envelope = DecodeEnvelopeRow(stored);
  if (!envelope.ok()) return report("There is no envelope that it could open.");
  const absl::StatusOr<KeyGeneration> generation = GenerationOf(envelope->content);
  const auto bytes = run_.storage().Get(Space::kLeaves, U64Key(envelope->position));
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes.ok() ? bytes->value_or("") : "");
  if (!generation.ok() || !leaf.ok()) return absl::OkStatus();  // reported with the records
  keys_.Forget(*record);
  const absl::Status unwrapped = keys_.OfEvent(*leaf, *generation).status();
  if (unwrapped.ok()) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const auto now, run_.storage().Get(Space::kEntryKeys, key));
  if (now != value) return absl::OkStatus();  // replaced or erased meanwhile
  return report("It cannot be unwrapped: " + std::string(unwrapped.message()));
}

std::optional<Leaf> IndexScrub::LeafAt(Position position) const {
  const auto bytes = run_.storage().Get(Space::kLeaves, U64Key(position));
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes.ok() ? bytes->value_or("") : "");
  return leaf.ok() ? std::optional<Leaf>(*leaf) : std::nullopt;
}

// A leaf that is no event, by its position, or an access batch by what it is found by.
absl::Status IndexScrub::CheckGovernance(std::string_view key, std::string_view value) {
  const std::optional<Position> found = PositionInIndexRow(key);
  ByteReader reader(key);
  const Position position = found ? *found : reader.U64();
  if (position > run_.cursor().size) return absl::OkStatus();
  const std::optional<Leaf> leaf = LeafAt(position);
  const bool fits = found ? leaf && leaf->kind == LeafKind::kAccessBatch && value.empty()
                          : reader.AtEnd() && leaf && leaf->kind != LeafKind::kEvent &&
                                value == EncodeGovernanceRow(*leaf);
  if (fits) return absl::OkStatus();
  run_.Report(Space::kGovernance, RowName(key), "It does not name a leaf that is no event.",
              position);
  return absl::OkStatus();
}

}  // namespace cairn
