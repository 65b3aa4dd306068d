#include "eventstore/ledger/leaf.h"

#include <optional>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

constexpr std::string_view kLeafMagic = "CAIRNLF1";
constexpr uint16_t kSuite = 1;

std::optional<LeafKind> KindFrom(uint8_t byte) {
  const auto kind = static_cast<LeafKind>(byte);
  switch (kind) {
    case LeafKind::kEvent:
    case LeafKind::kErasure:
    case LeafKind::kKeyChange:
    case LeafKind::kAccessBatch:
    case LeafKind::kSuccession:
      return kind;
  }
  return std::nullopt;
}

}  // namespace

std::string Leaf::Encode() const {
  std::string bytes(kLeafMagic);
  bytes.reserve(kSize);
  AppendU8(bytes, static_cast<uint8_t>(kind));
  AppendU8(bytes, 0);
  AppendU16(bytes, kSuite);
  AppendU32(bytes, 0);
  bytes += record.bytes();
  AppendU64(bytes, version);
  AppendI64(bytes, recorded_at_us);
  bytes += event_id.bytes();
  bytes += HashBytes(previous_leaf_hash);
  bytes += HashBytes(fields_root);
  bytes += HashBytes(content_hash);
  CAIRN_CHECK(bytes.size() == kSize);
  return bytes;
}

absl::StatusOr<Leaf> Leaf::Decode(std::string_view bytes) {
  if (bytes.size() != kSize) return absl::InvalidArgumentError("a leaf has 160 bytes");
  ByteReader reader(bytes);
  if (reader.Bytes(kLeafMagic.size()) != kLeafMagic) {
    return absl::InvalidArgumentError("a leaf begins with CAIRNLF1");
  }
  const std::optional<LeafKind> kind = KindFrom(reader.U8());
  if (!kind) return absl::InvalidArgumentError("the kind of the leaf is unknown");
  if (reader.U8() != 0) return absl::InvalidArgumentError("a flag of the leaf is set");
  if (reader.U16() != kSuite) return absl::InvalidArgumentError("the suite of the leaf is not 1");
  if (reader.U32() != 0) return absl::InvalidArgumentError("a reserved bit of the leaf is set");
  Leaf leaf;
  leaf.kind = *kind;
  leaf.record = *RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  leaf.version = reader.U64();
  leaf.recorded_at_us = reader.I64();
  leaf.event_id = *EventId::FromBytes(reader.Bytes(EventId::kSize));
  leaf.previous_leaf_hash = *HashFrom(reader.Bytes(sizeof(Hash)));
  leaf.fields_root = *HashFrom(reader.Bytes(sizeof(Hash)));
  leaf.content_hash = *HashFrom(reader.Bytes(sizeof(Hash)));
  CAIRN_CHECK(reader.AtEnd());
  return leaf;
}

Hash Leaf::hash() const { return HashLeaf(Encode()); }

}  // namespace cairn
