#include "clients/verify/note.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "clients/verify/byte_reader.h"
#include "clients/verify/ed25519.h"
#include "clients/verify/sha256.h"
#include "clients/verify/status_macros.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kSignaturesMax = 64;
constexpr size_t kPublicKeyBytes = 32;
constexpr size_t kSignatureBytes = 64;
constexpr std::string_view kDash = "\u2014 ";

std::optional<KeyType> KeyTypeOf(uint8_t type) {
  switch (static_cast<KeyType>(type)) {
    case KeyType::kLog:
    case KeyType::kWitness:
      return static_cast<KeyType>(type);
  }
  return std::nullopt;
}

uint32_t KeyIdOf(std::string_view name, std::string_view typed_key) {
  const Hash hash = Sha256({name, "\n", typed_key});
  return ByteReader(BytesOf(hash)).U32();
}

absl::StatusOr<SignatureLine> ParseSignature(std::string_view line) {
  if (!line.starts_with(kDash)) {
    return absl::InvalidArgumentError("a signature line does not begin with a dash and a space");
  }
  line.remove_prefix(kDash.size());
  const size_t space = line.find(' ');
  if (space == line.npos || !IsKeyName(line.substr(0, space))) {
    return absl::InvalidArgumentError("a signature line has no proper name");
  }
  const std::optional<std::string> bytes = DecodeBase64(line.substr(space + 1));
  if (!bytes || bytes->size() <= sizeof(uint32_t)) {
    return absl::InvalidArgumentError("a signature is not canonical base64, or too short");
  }
  return SignatureLine{.name = std::string(line.substr(0, space)),
                       .key_id = ByteReader(*bytes).U32(),
                       .bytes = bytes->substr(sizeof(uint32_t))};
}

}  // namespace

absl::StatusOr<VerifierKey> VerifierKey::Parse(std::string_view vkey) {
  const size_t first = vkey.find('+');
  const size_t second = first == vkey.npos ? vkey.npos : vkey.find('+', first + 1);
  if (second == vkey.npos || !IsKeyName(vkey.substr(0, first))) {
    return absl::InvalidArgumentError("a key is written as name+id+base64");
  }
  const std::optional<std::string> id = DecodeHex(vkey.substr(first + 1, second - first - 1));
  const std::optional<std::string> typed = DecodeBase64(vkey.substr(second + 1));
  if (!id || id->size() != sizeof(uint32_t) || !typed || typed->size() != 1 + kPublicKeyBytes) {
    return absl::InvalidArgumentError("a key has 8 hex digits and 33 bytes of base64");
  }
  const std::optional<KeyType> type = KeyTypeOf(static_cast<uint8_t>(typed->front()));
  if (!type) return absl::InvalidArgumentError("the key is of a type that is not known here");

  VerifierKey key{.name = std::string(vkey.substr(0, first)),
                  .id = ByteReader(*id).U32(),
                  .type = *type,
                  .public_key = typed->substr(1),
                  .vkey = std::string(vkey)};
  if (KeyIdOf(key.name, *typed) != key.id) {
    return absl::InvalidArgumentError("the key's id does not belong to its name and bytes");
  }
  return key;
}

absl::StatusOr<SignedNote> SignedNote::Parse(std::string_view bytes) {
  if (!IsNoteText(bytes)) {
    return absl::InvalidArgumentError("a signed note holds text that is not allowed in it");
  }
  const size_t blank = bytes.rfind("\n\n");
  if (blank == bytes.npos) {
    return absl::InvalidArgumentError("a signed note has no blank line before its signatures");
  }
  SignedNote note{.text = std::string(bytes.substr(0, blank + 1))};
  std::string_view rest = bytes.substr(blank + 2);
  while (!rest.empty()) {
    const std::optional<std::string_view> line = TakeLine(rest);
    if (!line) return absl::InvalidArgumentError("the last signature line does not end");
    if (note.signatures.size() == kSignaturesMax) {
      return absl::InvalidArgumentError("a signed note has more than 64 signatures");
    }
    VERIFY_ASSIGN_OR_RETURN(SignatureLine signature, ParseSignature(*line));
    note.signatures.push_back(std::move(signature));
  }
  if (note.signatures.empty()) {
    return absl::InvalidArgumentError("a signed note has no signature");
  }
  return note;
}

bool SignedNote::IsSignedBy(const VerifierKey& key, const SignatureLine& line) const {
  if (!line.Names(key)) return false;
  switch (key.type) {
    case KeyType::kLog:
      return VerifyEd25519(key.public_key, text, line.bytes);
    case KeyType::kWitness: {
      ByteReader reader(line.bytes);
      const uint64_t time = reader.U64();
      const std::string_view signature = reader.Bytes(kSignatureBytes);
      return reader.AtEnd() &&
             VerifyEd25519(key.public_key,
                           absl::StrFormat("cosignature/v1\ntime %d\n%s", time, text), signature);
    }
  }
  return false;
}

}  // namespace cairn::verify
