#include "eventstore/keys/envelope.h"

#include <optional>
#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/commitments.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/damaged_bytes.h"

namespace cairn {
namespace {

constexpr std::string_view kEnvelopeMagic = "CRE1";
constexpr std::string_view kEnvelopeAadMagic = "CAIRNAD1";
constexpr uint8_t kEnvelopeSuite = 1;
constexpr std::string_view kEnvelopeNonce("\0\0\0\0\0\0\0\0\0\0\0\0", kGcmNonceBytes);
constexpr size_t kEnvelopeHeaderBytes = 60;  // all before the ciphertext

std::string AdditionalData(const SealContext& context, KeyGeneration generation,
                           const Hash& fields_root) {
  std::string aad;
  aad.reserve(91);
  aad += kEnvelopeAadMagic;
  aad += context.ledger_id.bytes();
  aad += context.record.bytes();
  aad += context.event_id.bytes();
  AppendU16(aad, generation);
  AppendU8(aad, kEnvelopeSuite);
  aad += HashBytes(fields_root);
  return aad;
}

std::string Assemble(const SealContext& context, const EventKeys& keys, const Hash& fields_root,
                     std::string_view plaintext) {
  std::string envelope;
  envelope.reserve(kEnvelopeHeaderBytes + plaintext.size() + kGcmTagBytes);
  envelope += kEnvelopeMagic;
  AppendU8(envelope, kEnvelopeSuite);
  AppendU8(envelope, 0);
  AppendU16(envelope, keys.generation());
  envelope += context.event_id.bytes();
  envelope += keys.commit();
  AppendU32(envelope, static_cast<uint32_t>(plaintext.size()));
  AppendAesGcm(keys.enc(), kEnvelopeNonce, AdditionalData(context, keys.generation(), fields_root),
               plaintext, envelope);
  return envelope;
}

// The parts of an envelope; views into it.
struct EnvelopeParts {
  KeyGeneration generation;
  std::string_view event_id;
  std::string_view commit;
  std::string_view sealed;  // ciphertext ‖ tag
};

std::optional<EnvelopeParts> SplitEnvelope(std::string_view envelope) {
  ByteReader reader(envelope);
  if (reader.Bytes(kEnvelopeMagic.size()) != kEnvelopeMagic) return std::nullopt;
  if (reader.U8() != kEnvelopeSuite || reader.U8() != 0) return std::nullopt;
  EnvelopeParts parts;
  parts.generation = reader.U16();
  parts.event_id = reader.Bytes(EventId::kSize);
  parts.commit = reader.Bytes(sizeof(Hash));
  parts.sealed = reader.Bytes(size_t{reader.U32()} + kGcmTagBytes);
  if (!reader.AtEnd()) return std::nullopt;
  return parts;
}

absl::StatusOr<std::string> OpenBytes(std::string_view envelope, const SealContext& context,
                                      const Hash& fields_root, const EventKeys& keys) {
  const std::optional<EnvelopeParts> parts = SplitEnvelope(envelope);
  if (!parts) return DamagedBytes("A stored event is not an envelope, or not a whole one.");
  if (parts->event_id != context.event_id.bytes()) {
    return DamagedBytes("A stored envelope belongs to another event.");
  }
  if (parts->generation != keys.generation() || !ConstantTimeEqual(parts->commit, keys.commit())) {
    return DamagedBytes("A stored event was sealed under another key than its record's.");
  }
  std::optional<std::string> plaintext =
      AesGcmOpen(keys.enc(), kEnvelopeNonce,
                 AdditionalData(context, keys.generation(), fields_root), parts->sealed);
  if (!plaintext) return DamagedBytes("A stored event was changed, or belongs to another place.");
  return *std::move(plaintext);
}

}  // namespace

absl::StatusOr<SealedEvent> Seal(const FieldList& fields, const SealContext& context,
                                 const RecordKey& key) {
  const std::string plaintext = EncodeFields(fields);
  if (plaintext.size() > limits::kContentBytesMax) {
    return InvalidRequest({ShapeFault("entry", "TOO_LARGE",
                                      "This entry is too long; split it or attach a document.")});
  }
  const EventKeys keys(key, context.event_id);
  CAIRN_ASSIGN_OR_RETURN(const std::vector<FieldView> sealed_fields, ViewFields(plaintext));
  SealedEvent sealed;
  sealed.fields_root = FieldsRoot(sealed_fields, keys.salt_key());
  sealed.envelope = Assemble(context, keys, sealed.fields_root, plaintext);
  CAIRN_ASSIGN_OR_RETURN(const std::string reopened,
                         OpenBytes(sealed.envelope, context, sealed.fields_root, keys));
  if (reopened != plaintext) return DamagedBytes("An event did not survive its own sealing.");
  return sealed;
}

absl::StatusOr<FieldList> Open(std::string_view envelope, const SealContext& context,
                               const Hash& fields_root, const EventKeys& keys) {
  CAIRN_ASSIGN_OR_RETURN(const std::string plaintext,
                         OpenBytes(envelope, context, fields_root, keys));
  return DecodeFields(plaintext);
}

absl::StatusOr<FieldList> Open(std::string_view envelope, const SealContext& context,
                               const Hash& fields_root, const RecordKey& key) {
  return Open(envelope, context, fields_root, EventKeys(key, context.event_id));
}

absl::StatusOr<FieldList> OpenAndProve(std::string_view envelope, const SealContext& context,
                                       const Hash& fields_root, const EventKeys& keys) {
  CAIRN_ASSIGN_OR_RETURN(FieldList fields, Open(envelope, context, fields_root, keys));
  if (FieldsRoot(fields, keys.salt_key()) != fields_root) {
    return DamagedBytes("The content of a stored event does not match what its leaf proves.");
  }
  return fields;
}

absl::StatusOr<FieldList> OpenAndProve(std::string_view envelope, const SealContext& context,
                                       const Hash& fields_root, const RecordKey& key) {
  return OpenAndProve(envelope, context, fields_root, EventKeys(key, context.event_id));
}

absl::StatusOr<KeyGeneration> GenerationOf(std::string_view envelope) {
  const std::optional<EnvelopeParts> parts = SplitEnvelope(envelope);
  if (!parts) return DamagedBytes("A stored event is not an envelope, or not a whole one.");
  return parts->generation;
}

}  // namespace cairn
