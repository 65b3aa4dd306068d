#include "eventstore/ledger/note.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/ed25519.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/note_text.h"

namespace cairn {
namespace {

constexpr uint8_t kSignature = 0x01;
constexpr uint8_t kCosignature = 0x04;
constexpr size_t kSignaturesMax = 64;
constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kBlankLine = "\n\n";

uint32_t KeyId(std::string_view name, uint8_t type, std::string_view public_key) {
  const char type_byte = static_cast<char>(type);
  const Hash hash = Sha256({name, "\n", std::string_view(&type_byte, 1), public_key});
  return ByteReader(HashBytes(hash)).U32();
}

std::string HexKeyId(uint32_t key_id) {
  std::string bytes;
  AppendU32(bytes, key_id);
  return ToHex(bytes);
}

std::string SignatureLine(const NoteSignature& signature) {
  std::string bytes;
  AppendU32(bytes, signature.key_id);
  bytes += signature.bytes;
  return absl::StrFormat("%s%s %s\n", kDash, signature.name, ToBase64(bytes));
}

std::optional<NoteSignature> ParseSignatureLine(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const size_t space = line.find(' ');
  if (space == line.npos) return std::nullopt;
  NoteSignature signature{.name = std::string(line.substr(0, space))};
  if (!IsKeyName(signature.name)) return std::nullopt;
  const std::optional<std::string> bytes = FromBase64(line.substr(space + 1));
  if (!bytes || bytes->size() <= sizeof(signature.key_id)) return std::nullopt;
  ByteReader reader(*bytes);
  signature.key_id = reader.U32();
  signature.bytes = std::string(reader.rest());
  return signature;
}

}  // namespace

absl::StatusOr<Note> ParseNote(std::string_view bytes) {
  if (!IsNoteText(bytes)) {
    return absl::InvalidArgumentError("a note is UTF-8 without control characters");
  }
  const size_t blank = bytes.rfind(kBlankLine);
  if (blank == bytes.npos) {
    return absl::InvalidArgumentError("the note has no blank line before its signatures");
  }
  Note note{.text = std::string(bytes.substr(0, blank + 1))};
  std::string_view rest = bytes.substr(blank + kBlankLine.size());
  while (!rest.empty()) {
    const std::optional<std::string_view> line = TakeLine(rest);
    std::optional<NoteSignature> signature;
    if (line) signature = ParseSignatureLine(*line);
    if (!signature) return absl::InvalidArgumentError("a signature line of the note is malformed");
    if (note.signatures.size() == kSignaturesMax) {
      return absl::InvalidArgumentError("the note has more than 64 signatures");
    }
    note.signatures.push_back(*std::move(signature));
  }
  if (note.signatures.empty()) return absl::InvalidArgumentError("the note is not signed");
  return note;
}

absl::StatusOr<NoteVerifier> NoteVerifier::FromVkey(std::string_view vkey) {
  const size_t plus1 = vkey.find('+');
  const size_t plus2 = plus1 == vkey.npos ? vkey.npos : vkey.find('+', plus1 + 1);
  if (plus2 == vkey.npos) {
    return absl::InvalidArgumentError("a verifier key is name+key id+public key");
  }
  const std::string_view name = vkey.substr(0, plus1);
  const std::string_view hex_id = vkey.substr(plus1 + 1, plus2 - plus1 - 1);
  const std::optional<std::string> key = FromBase64(vkey.substr(plus2 + 1));
  if (!IsKeyName(name) || !key || key->size() != 1 + kEd25519KeyBytes) {
    return absl::InvalidArgumentError("the verifier key is malformed");
  }
  NoteVerifier verifier;
  verifier.name_ = std::string(name);
  verifier.type_ = static_cast<uint8_t>((*key)[0]);
  if (verifier.type_ != kSignature && verifier.type_ != kCosignature) {
    return absl::InvalidArgumentError("the type of the verifier key is unknown");
  }
  verifier.key_id_ = KeyId(name, verifier.type_, key->substr(1));
  if (HexKeyId(verifier.key_id_) != hex_id) {
    return absl::InvalidArgumentError("the key id does not belong to the verifier key");
  }
  verifier.key_ = Ed25519Key::FromPublic(std::string_view(*key).substr(1));
  if (!verifier.key_) return absl::InvalidArgumentError("the public key is malformed");
  return verifier;
}

bool NoteVerifier::Matches(const NoteSignature& signature) const {
  return signature.name == name_ && signature.key_id == key_id_;
}

bool NoteVerifier::Verify(std::string_view text, const NoteSignature& signature) const {
  if (!Matches(signature)) return false;
  if (type_ == kSignature) return key_->Verify(text, signature.bytes);
  ByteReader reader(signature.bytes);
  const uint64_t time = reader.U64();
  if (!reader.ok()) return false;
  return key_->Verify(absl::StrFormat("cosignature/v1\ntime %d\n%s", time, text), reader.rest());
}

absl::StatusOr<NoteSigner> NoteSigner::FromSeed(std::string_view name, std::string_view seed) {
  if (!IsKeyName(name)) {
    return absl::InvalidArgumentError("a key name has no white space and no plus sign");
  }
  NoteSigner signer;
  signer.key_ = Ed25519Key::FromSeed(seed);
  if (!signer.key_) return absl::InvalidArgumentError("the seed of a signing key has 32 bytes");
  signer.name_ = std::string(name);
  signer.public_key_ = signer.key_->PublicKey();
  signer.key_id_ = KeyId(name, kSignature, signer.public_key_);
  return signer;
}

std::string NoteSigner::vkey() const {
  std::string key;
  AppendU8(key, kSignature);
  key += public_key_;
  return absl::StrFormat("%s+%s+%s", name_, HexKeyId(key_id_), ToBase64(key));
}

absl::StatusOr<std::string> NoteSigner::Sign(std::string_view text) const {
  if (!IsNoteText(text) || !text.ends_with('\n')) {
    return absl::InvalidArgumentError(
        "the text of a note is UTF-8 without control characters and ends in a newline");
  }
  const std::string bytes = key_->Sign(text);
  // A computing fault while signing could give the key away: no signature leaves unverified.
  CAIRN_CHECK(key_->Verify(text, bytes));
  const NoteSignature signature{.name = name_, .key_id = key_id_, .bytes = bytes};
  return absl::StrFormat("%s\n%s", text, SignatureLine(signature));
}

absl::StatusOr<std::string> OpenNote(std::string_view bytes,
                                     std::span<const NoteVerifier> trusted) {
  CAIRN_ASSIGN_OR_RETURN(Note note, ParseNote(bytes));
  bool verified = false;
  for (const NoteSignature& signature : note.signatures) {
    const auto key = std::find_if(trusted.begin(), trusted.end(),
                                  [&](const NoteVerifier& v) { return v.Matches(signature); });
    if (key == trusted.end()) continue;
    if (!key->Verify(note.text, signature)) {
      return absl::InvalidArgumentError("a signature of a trusted key is wrong");
    }
    verified = true;
  }
  if (!verified) return absl::InvalidArgumentError("no trusted key has signed the note");
  return std::move(note.text);
}

}  // namespace cairn
