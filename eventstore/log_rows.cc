#include "eventstore/log_rows.h"

#include <optional>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"

namespace cairn {
namespace {

constexpr uint8_t kWritten = 1;
constexpr uint8_t kFenced = 2;
constexpr size_t kWrittenBytes = 1 + 8 + 4 + 8;
constexpr size_t kRecordHeadBytes = 8 + sizeof(Hash) + 1 + 8;

void AppendKnown(const KnownEntry& known, std::string& value) {
  AppendU32(value, known.entry);
  value += known.record.bytes();
  AppendU64(value, known.version);
}

// The rest of the row of a request. False if it is something else.
bool ReadKnown(ByteReader& reader, std::vector<KnownEntry>& known) {
  while (reader.ok() && !reader.AtEnd()) {
    const uint32_t entry = reader.U32();
    const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
    const Version version = reader.U64();
    if (!reader.ok() || !record || version == 0) return false;
    known.push_back({entry, *record, version});
  }
  return reader.ok();
}

}  // namespace

std::string EnvelopeKey(const RecordId& record, Version version) {
  std::string key;
  key.reserve(RecordId::kSize + sizeof(version));
  key += record.bytes();
  AppendU64(key, version);
  return key;
}

std::string RequestRowKey(const RequestKey& request) {
  std::string key;
  key.reserve(CallerId::kSize + RequestId::kSize);
  key += request.caller.bytes();
  key += request.request.bytes();
  return key;
}

absl::Status DamagedRow(std::string_view what) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED,
                 absl::StrFormat("Stored bytes are damaged: %s. Run a scrub, and restore from a "
                                 "backup what it names.",
                                 what));
}

absl::Status DamagedAt(Position position, std::string_view what) {
  return DamagedRow(absl::StrFormat("position %d, %s", position, what));
}

std::string EncodeEnvelopeRow(Position position, std::string_view content) {
  std::string value;
  value.reserve(sizeof(position) + content.size());
  AppendU64(value, position);
  value += content;
  return value;
}

absl::StatusOr<EnvelopeRow> DecodeEnvelopeRow(std::string_view value) {
  ByteReader reader(value);
  const Position position = reader.U64();
  if (!reader.ok() || position == 0 || reader.rest().empty()) return DamagedRow("an envelope row");
  return EnvelopeRow{position, reader.rest()};
}

std::optional<Position> RemovalIn(std::string_view content) {
  ByteReader reader(content);
  const Position erased_by = reader.U64();
  if (!reader.AtEnd() || erased_by == 0) return std::nullopt;
  return erased_by;
}

std::string EncodeGovernanceRow(const Leaf& leaf) {
  std::string value;
  AppendU8(value, static_cast<uint8_t>(leaf.kind));
  value += leaf.record.bytes();
  AppendU64(value, leaf.version);
  return value;
}

absl::StatusOr<GovernanceRow> DecodeGovernanceRow(std::string_view value) {
  ByteReader reader(value);
  const auto kind = static_cast<LeafKind>(reader.U8());
  const std::optional<RecordId> record = RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  const Version version = reader.U64();
  const bool known = kind == LeafKind::kErasure || kind == LeafKind::kKeyChange ||
                     kind == LeafKind::kAccessBatch || kind == LeafKind::kSuccession;
  if (!reader.AtEnd() || !record || !known || version == 0) {
    return DamagedRow("a row of the index of control leaves");
  }
  return GovernanceRow{kind, *record, version};
}

std::string IndexRowKey(const IndexKey& key, Position position) {
  std::string row_key = key.ToBytes();
  AppendU64(row_key, position);
  return row_key;
}

std::optional<Position> PositionInIndexRow(std::string_view row_key) {
  ByteReader reader(row_key);
  reader.Bytes(IndexKey::kSize);
  const Position position = reader.U64();
  if (!reader.AtEnd() || position == 0) return std::nullopt;
  return position;
}

std::string EncodeRecordHead(const RecordHead& head) {
  std::string value;
  value.reserve(kRecordHeadBytes);
  AppendU64(value, head.version);
  value += HashBytes(head.leaf_hash);
  AppendU8(value, static_cast<uint8_t>(head.state));
  AppendU64(value, head.position);
  return value;
}

absl::StatusOr<RecordHead> DecodeRecordHead(std::string_view value) {
  ByteReader reader(value);
  RecordHead head;
  head.version = reader.U64();
  head.leaf_hash = ReadHash(reader);
  const uint8_t state = reader.U8();
  head.position = reader.U64();
  head.state = static_cast<RecordState>(state);
  const bool known_state = head.state == RecordState::kOpen || head.state == RecordState::kErased;
  if (!reader.AtEnd() || !known_state || head.version == 0 || head.position < head.version) {
    return DamagedRow("the head of a record");
  }
  return head;
}

std::string EncodeRequestRow(const RequestRow& row) {
  std::string value;
  value.reserve(kWrittenBytes);
  if (const auto* written = std::get_if<WrittenRequest>(&row)) {
    AppendU8(value, kWritten);
    AppendU64(value, written->first);
    AppendU32(value, written->count);
    AppendI64(value, written->recorded_at_us);
    for (const KnownEntry& known : written->known) AppendKnown(known, value);
  } else {
    AppendU8(value, kFenced);
    AppendI64(value, std::get<FencedRequest>(row).fenced_at_us);
  }
  return value;
}

absl::StatusOr<RequestRow> DecodeRequestRow(std::string_view value) {
  ByteReader reader(value);
  const uint8_t kind = reader.U8();
  if (kind == kWritten) {
    WrittenRequest written{reader.U64(), reader.U32(), reader.I64()};
    const bool whole = ReadKnown(reader, written.known);
    const bool wrote = written.first > 0 && written.count > 0;
    const bool knew_all = written.first == 0 && written.count == 0 && !written.known.empty();
    if (whole && (wrote || knew_all)) return written;
  } else if (kind == kFenced) {
    const FencedRequest fenced{reader.I64()};
    if (reader.AtEnd()) return fenced;
  }
  return DamagedRow("the row of a request");
}

std::string EncodeIdentity(const LogIdentity& identity) {
  std::string value;
  AppendU16(value, identity.format);
  AppendU16(value, identity.min_reader_format);
  value += identity.ledger_id.bytes();
  return value;
}

absl::StatusOr<LogIdentity> DecodeIdentity(std::string_view value) {
  ByteReader reader(value);
  LogIdentity identity;
  identity.format = reader.U16();
  identity.min_reader_format = reader.U16();
  const std::optional<LedgerId> ledger_id = LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  // A later format may say more than this one knows; what it says first stays as it is.
  if (!reader.ok() || (identity.format <= kLogFormat && !reader.AtEnd())) {
    return DamagedRow("the identity of the log");
  }
  identity.ledger_id = *ledger_id;
  return identity;
}

std::string EncodeLogHead(const LogHead& head) {
  std::string value;
  AppendU32(value, head.generation);
  AppendU64(value, head.position);
  value += HashBytes(head.root);
  AppendI64(value, head.recorded_at_us);
  return value;
}

absl::StatusOr<LogHead> DecodeLogHead(std::string_view value) {
  ByteReader reader(value);
  LogHead head;
  head.generation = reader.U32();
  head.position = reader.U64();
  head.root = ReadHash(reader);
  head.recorded_at_us = reader.I64();
  if (!reader.AtEnd() || head.generation == 0) return DamagedRow("the head of the log");
  return head;
}

}  // namespace cairn
