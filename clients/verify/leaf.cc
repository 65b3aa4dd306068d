#include "clients/verify/leaf.h"

#include <algorithm>
#include <optional>

#include "clients/verify/byte_reader.h"
#include "clients/verify/status_macros.h"

namespace cairn::verify {
namespace {

constexpr size_t kIdBytes = 16;

std::optional<LeafKind> KindOf(uint8_t kind) {
  switch (static_cast<LeafKind>(kind)) {
    case LeafKind::kEvent:
    case LeafKind::kErasure:
    case LeafKind::kKeyChange:
    case LeafKind::kAccessBatch:
    case LeafKind::kSuccession:
      return static_cast<LeafKind>(kind);
  }
  return std::nullopt;
}

bool IsOfTheLogItself(LeafKind kind) {
  return kind == LeafKind::kKeyChange || kind == LeafKind::kSuccession;
}

bool IsZero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

// The first 16 bytes: everything that has one value only, but for the kind.
absl::StatusOr<LeafKind> ParseHead(ByteReader& reader) {
  if (reader.Bytes(8) != "CAIRNLF1")
    return absl::InvalidArgumentError("the leaf has another magic");
  const std::optional<LeafKind> kind = KindOf(reader.U8());
  if (!kind) return absl::InvalidArgumentError("the leaf is of a kind that is not known");
  if (reader.U8() != 0) return absl::InvalidArgumentError("the leaf has a flag set");
  if (reader.U16() != 1) return absl::InvalidArgumentError("the leaf is of another suite");
  if (reader.U32() != 0) return absl::InvalidArgumentError("the leaf has a reserved bit set");
  return *kind;
}

absl::Status CheckZeros(const Leaf& leaf) {
  if (IsOfTheLogItself(leaf.kind) && !IsZero(leaf.record)) {
    return absl::InvalidArgumentError("a leaf of the log itself names a record");
  }
  if (leaf.version == 0) return absl::InvalidArgumentError("the leaf has no version");
  if (leaf.version == 1 && leaf.previous_leaf_hash != Hash{}) {
    return absl::InvalidArgumentError("the first leaf of a record names one before it");
  }
  if (!HasFields(leaf.kind) && leaf.fields_root != Hash{}) {
    return absl::InvalidArgumentError("a leaf without fields commits to some");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Leaf> Leaf::Parse(std::string_view bytes) {
  if (bytes.size() != kBytes) return absl::InvalidArgumentError("the leaf is not 160 bytes long");
  ByteReader reader(bytes);
  Leaf leaf;
  VERIFY_ASSIGN_OR_RETURN(leaf.kind, ParseHead(reader));
  leaf.record = reader.Bytes(kIdBytes);
  leaf.version = reader.U64();
  leaf.recorded_at_us = reader.I64();
  leaf.event_id = reader.Bytes(kIdBytes);
  for (Hash* hash : {&leaf.previous_leaf_hash, &leaf.fields_root, &leaf.content_hash}) {
    *hash = *HashFrom(reader.Bytes(hash->size()));
  }
  VERIFY_RETURN_IF_ERROR(CheckZeros(leaf));
  return leaf;
}

absl::StatusOr<Erasure> Erasure::Parse(std::string_view body) {
  ByteReader reader(body);
  const std::string_view magic = reader.Bytes(8);
  Erasure erasure;
  erasure.record = reader.Bytes(kIdBytes);
  erasure.target = reader.Bytes(kIdBytes);
  const uint8_t scope = reader.U8();
  erasure.authority = reader.U16();
  reader.Bytes(kIdBytes);  // the actor is opaque
  const bool whole_record = scope == 1 && IsZero(erasure.target);
  const bool one_event = scope == 2 && !IsZero(erasure.target);
  if (!reader.AtEnd() || magic != "CAIRNEB1" || (!whole_record && !one_event)) {
    return absl::InvalidArgumentError("the body of the erasure is not well formed");
  }
  if (whole_record) erasure.target.clear();
  return erasure;
}

absl::Status CheckKeyChange(std::string_view body) {
  ByteReader reader(body);
  const std::string_view magic = reader.Bytes(8);
  const uint8_t what = reader.U8();
  const uint32_t old_epoch = reader.U32();
  const uint32_t new_epoch = reader.U32();
  if (!reader.AtEnd() || magic != "CAIRNKB1" || what != 1 || new_epoch <= old_epoch) {
    return absl::InvalidArgumentError("the body of the key change is not well formed");
  }
  return absl::OkStatus();
}

absl::Status CheckSuccession(std::string_view body) {
  ByteReader reader(body);
  const std::string_view magic = reader.Bytes(8);
  reader.Bytes(kIdBytes);  // the ledger's id, of which a verifier knows nothing
  const uint32_t generation = reader.U32();
  const uint32_t previous = reader.U32();
  reader.U64();
  reader.Bytes(sizeof(Hash));
  if (!reader.AtEnd() || magic != "CAIRNSB1" || generation <= previous) {
    return absl::InvalidArgumentError("the body of the succession is not well formed");
  }
  return absl::OkStatus();
}

}  // namespace cairn::verify
