#include "eventstore/keys/wrapped_key.h"

#include <optional>
#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/keys/damaged_bytes.h"

namespace cairn {
namespace {

constexpr std::string_view kWrapMagic = "CRW1";
constexpr std::string_view kWrapAadMagic = "CAIRNWK1";
constexpr std::string_view kWrapInfo = "cairn/v1/wrap";
constexpr uint8_t kWrapSuite = 1;
constexpr std::string_view kWrapNonce("\0\0\0\0\0\0\0\0\0\0\0\0", kGcmNonceBytes);
constexpr size_t kSeedBytes = 32;
constexpr size_t kWrapHeaderBytes = 72;  // up to and with the seed: the part that is authenticated

std::string Header(const WrapContext& context, std::string_view seed) {
  std::string header;
  header.reserve(kWrapHeaderBytes);
  header += kWrapMagic;
  AppendU8(header, kWrapSuite);
  AppendU8(header, static_cast<uint8_t>(context.level));
  AppendU16(header, 0);
  header += context.key_id.bytes();
  header += context.wrapper_id.bytes();
  header += seed;
  return header;
}

std::string AdditionalData(const WrapContext& context, std::string_view header) {
  std::string aad;
  aad.reserve(kWrapAadMagic.size() + header.size() + 38);
  aad += kWrapAadMagic;
  aad += header;
  aad += context.ledger_id.bytes();
  aad += context.record.bytes();
  AppendU16(aad, context.generation);
  AppendU32(aad, context.epoch);
  return aad;
}

// enc[32] ‖ commit[32]
SecretBytes WrappingKeys(std::string_view wrapper, std::string_view seed) {
  return HkdfSha256(wrapper, seed, kWrapInfo, 2 * kKeyBytes);
}

}  // namespace

std::string WrapSecret(const WrapContext& context, std::string_view wrapper,
                       std::string_view secret, Random& random) {
  const std::string seed = random.Bytes(kSeedBytes);
  const SecretBytes keys = WrappingKeys(wrapper, seed);
  std::string wrapped = Header(context, seed);
  const std::string sealed = AesGcmSeal(keys.view().substr(0, kKeyBytes), kWrapNonce,
                                        AdditionalData(context, wrapped), secret);
  wrapped += keys.view().substr(kKeyBytes);
  AppendU32(wrapped, static_cast<uint32_t>(secret.size()));
  wrapped += sealed;
  return wrapped;
}

absl::StatusOr<SecretBytes> UnwrapSecret(const WrapContext& context, std::string_view wrapper,
                                         std::string_view wrapped) {
  ByteReader reader(wrapped);
  const std::string_view header = reader.Bytes(kWrapHeaderBytes);
  const std::string_view commit = reader.Bytes(kKeyBytes);
  const std::string_view sealed = reader.Bytes(size_t{reader.U32()} + kGcmTagBytes);
  if (!reader.AtEnd()) return DamagedBytes("A stored key is cut off or too long.");
  const std::string_view seed = header.substr(kWrapHeaderBytes - kSeedBytes);
  if (header != Header(context, seed))
    return DamagedBytes("A stored key is not the one asked for.");
  const SecretBytes keys = WrappingKeys(wrapper, seed);
  if (!ConstantTimeEqual(commit, keys.view().substr(kKeyBytes))) {
    return DamagedBytes("A stored key was wrapped by another master key.");
  }
  std::optional<std::string> secret = AesGcmOpen(keys.view().substr(0, kKeyBytes), kWrapNonce,
                                                 AdditionalData(context, header), sealed);
  if (!secret) return DamagedBytes("A stored key was changed, or belongs to another record.");
  SecretBytes out(*secret);
  WipeMemory(secret->data(), secret->size());
  return out;
}

absl::StatusOr<KeyId> WrapperOf(WrapLevel level, std::string_view wrapped) {
  ByteReader reader(wrapped);
  const bool known = reader.Bytes(kWrapMagic.size()) == kWrapMagic && reader.U8() == kWrapSuite &&
                     reader.U8() == static_cast<uint8_t>(level) && reader.U16() == 0;
  reader.Bytes(KeyId::kSize);
  const std::string_view wrapper_id = reader.Bytes(KeyId::kSize);
  if (!known || !reader.ok()) return DamagedBytes("A stored key does not begin like one.");
  return *KeyId::FromBytes(wrapper_id);
}

}  // namespace cairn
