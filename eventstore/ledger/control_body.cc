#include "eventstore/ledger/control_body.h"

#include <optional>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

constexpr std::string_view kErasureMagic = "CAIRNEB1";
constexpr size_t kErasureSize = 59;
constexpr std::string_view kKeyChangeMagic = "CAIRNKB1";
constexpr size_t kKeyChangeSize = 17;
constexpr std::string_view kSuccessionMagic = "CAIRNSB1";
constexpr size_t kSuccessionSize = 72;

std::optional<ErasureScope> ScopeFrom(uint8_t byte) {
  const auto scope = static_cast<ErasureScope>(byte);
  switch (scope) {
    case ErasureScope::kRecord:
    case ErasureScope::kEntry:
      return scope;
  }
  return std::nullopt;
}

}  // namespace

std::string ErasureBody::Encode() const {
  std::string bytes(kErasureMagic);
  bytes += record.bytes();
  bytes += target.bytes();
  AppendU8(bytes, static_cast<uint8_t>(scope));
  AppendU16(bytes, authority);
  bytes += actor.bytes();
  return bytes;
}

absl::StatusOr<ErasureBody> ErasureBody::Decode(std::string_view bytes) {
  ByteReader reader(bytes);
  if (bytes.size() != kErasureSize || reader.Bytes(kErasureMagic.size()) != kErasureMagic) {
    return absl::InvalidArgumentError("this is not an erasure body");
  }
  ErasureBody body;
  body.record = *RecordId::FromBytes(reader.Bytes(RecordId::kSize));
  body.target = *EventId::FromBytes(reader.Bytes(EventId::kSize));
  const std::optional<ErasureScope> scope = ScopeFrom(reader.U8());
  if (!scope) return absl::InvalidArgumentError("the scope of the erasure is unknown");
  body.scope = *scope;
  body.authority = reader.U16();
  body.actor = *CallerId::FromBytes(reader.Bytes(CallerId::kSize));
  if (body.target.IsZero() != (body.scope == ErasureScope::kRecord)) {
    return absl::InvalidArgumentError("the target of the erasure does not fit its scope");
  }
  return body;
}

std::string KeyChangeBody::Encode() const {
  std::string bytes(kKeyChangeMagic);
  AppendU8(bytes, static_cast<uint8_t>(what));
  AppendU32(bytes, old_epoch);
  AppendU32(bytes, new_epoch);
  return bytes;
}

absl::StatusOr<KeyChangeBody> KeyChangeBody::Decode(std::string_view bytes) {
  ByteReader reader(bytes);
  if (bytes.size() != kKeyChangeSize || reader.Bytes(kKeyChangeMagic.size()) != kKeyChangeMagic) {
    return absl::InvalidArgumentError("this is not a key change body");
  }
  KeyChangeBody body;
  if (reader.U8() != static_cast<uint8_t>(ChangedKey::kMasterKey)) {
    return absl::InvalidArgumentError("which key was changed is unknown");
  }
  body.old_epoch = reader.U32();
  body.new_epoch = reader.U32();
  if (body.new_epoch <= body.old_epoch) {
    return absl::InvalidArgumentError("the epoch of a key change does not grow");
  }
  return body;
}

std::string SuccessionBody::Encode() const {
  std::string bytes(kSuccessionMagic);
  bytes += ledger_id.bytes();
  AppendU32(bytes, generation);
  AppendU32(bytes, previous_generation);
  AppendU64(bytes, previous_size);
  bytes += HashBytes(previous_root);
  return bytes;
}

absl::StatusOr<SuccessionBody> SuccessionBody::Decode(std::string_view bytes) {
  ByteReader reader(bytes);
  if (bytes.size() != kSuccessionSize ||
      reader.Bytes(kSuccessionMagic.size()) != kSuccessionMagic) {
    return absl::InvalidArgumentError("this is not a succession body");
  }
  SuccessionBody body;
  body.ledger_id = *LedgerId::FromBytes(reader.Bytes(LedgerId::kSize));
  body.generation = reader.U32();
  body.previous_generation = reader.U32();
  body.previous_size = reader.U64();
  body.previous_root = *HashFrom(reader.Bytes(sizeof(Hash)));
  if (body.generation <= body.previous_generation) {
    return absl::InvalidArgumentError("the generation of a succession does not grow");
  }
  return body;
}

LeafKind KindOf(const ControlBody& body) {
  struct Kinds {
    LeafKind operator()(const ErasureBody&) const { return LeafKind::kErasure; }
    LeafKind operator()(const KeyChangeBody&) const { return LeafKind::kKeyChange; }
    LeafKind operator()(const SuccessionBody&) const { return LeafKind::kSuccession; }
  };
  return std::visit(Kinds(), body);
}

std::string EncodeControlBody(const ControlBody& body) {
  return std::visit([](const auto& one) { return one.Encode(); }, body);
}

absl::StatusOr<ControlBody> DecodeControlBody(LeafKind kind, std::string_view bytes) {
  switch (kind) {
    case LeafKind::kErasure:
      return ErasureBody::Decode(bytes);
    case LeafKind::kKeyChange:
      return KeyChangeBody::Decode(bytes);
    case LeafKind::kSuccession:
      return SuccessionBody::Decode(bytes);
    case LeafKind::kEvent:
    case LeafKind::kAccessBatch:
      return absl::InvalidArgumentError("a leaf of this kind has no body that is read");
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace cairn
