#include "eventstore/keys/sealed_row.h"

#include <optional>
#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/damaged_bytes.h"

namespace cairn {
namespace {

constexpr std::string_view kRowMagic = "CRW1";
constexpr std::string_view kRowAadMagic = "CAIRNRW1";
constexpr std::string_view kRowInfo = "cairn/v1/row";
constexpr uint8_t kRowSuite = 1;
constexpr size_t kSaltBytes = 16;
constexpr std::string_view kRowNonce("\0\0\0\0\0\0\0\0\0\0\0\0", kGcmNonceBytes);

std::string AdditionalData(const RowContext& context, KeyGeneration key_generation) {
  CAIRN_CHECK(context.view.size() <= 0xff);
  std::string aad(kRowAadMagic);
  aad += context.ledger_id.bytes();
  aad += context.record.bytes();
  AppendU32(aad, context.generation);
  AppendU64(aad, context.version);
  AppendU16(aad, key_generation);
  AppendU8(aad, kRowSuite);
  AppendU8(aad, static_cast<uint8_t>(context.view.size()));
  aad += context.view;
  aad += context.beside;
  return aad;
}

struct RowParts {
  KeyGeneration key_generation;
  std::string_view salt;
  std::string_view sealed;  // ciphertext ‖ tag
};

std::optional<RowParts> SplitRow(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Bytes(kRowMagic.size()) != kRowMagic) return std::nullopt;
  if (reader.U8() != kRowSuite || reader.U8() != 0) return std::nullopt;
  RowParts parts;
  parts.key_generation = reader.U16();
  parts.salt = reader.Bytes(kSaltBytes);
  parts.sealed = reader.rest();
  if (!reader.ok() || parts.sealed.size() < kGcmTagBytes) return std::nullopt;
  return parts;
}

}  // namespace

std::string SealRow(std::string_view content, const RowContext& context, const RecordKey& key,
                    Random& random) {
  const std::string salt = random.Bytes(kSaltBytes);
  const SecretBytes enc = HkdfSha256(key.secret(), salt, kRowInfo, kKeyBytes);
  std::string sealed(kRowMagic);
  AppendU8(sealed, kRowSuite);
  AppendU8(sealed, 0);
  AppendU16(sealed, key.generation());
  sealed += salt;
  AppendAesGcm(enc.view(), kRowNonce, AdditionalData(context, key.generation()), content, sealed);
  return sealed;
}

absl::StatusOr<std::string> OpenRow(std::string_view sealed, const RowContext& context,
                                    const RecordKey& key) {
  const std::optional<RowParts> parts = SplitRow(sealed);
  if (!parts) return DamagedBytes("A stored row is none, or not a whole one.");
  if (parts->key_generation != key.generation()) {
    return DamagedBytes("A stored row was sealed under another key than its record's.");
  }
  const SecretBytes enc = HkdfSha256(key.secret(), parts->salt, kRowInfo, kKeyBytes);
  std::optional<std::string> content = AesGcmOpen(
      enc.view(), kRowNonce, AdditionalData(context, parts->key_generation), parts->sealed);
  if (!content) return DamagedBytes("A stored row was changed, or belongs to another place.");
  return *std::move(content);
}

absl::StatusOr<KeyGeneration> KeyGenerationOfRow(std::string_view sealed) {
  const std::optional<RowParts> parts = SplitRow(sealed);
  if (!parts) return DamagedBytes("A stored row is none, or not a whole one.");
  return parts->key_generation;
}

}  // namespace cairn
