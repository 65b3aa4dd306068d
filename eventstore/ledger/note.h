// C2SP signed notes (c2sp.org/signed-note): text that carries its signatures.
//
//   note      = text "\n" 1*64signature           text ends in a newline
//   signature = "— " name " " base64(key_id:u32 bytes) "\n"
//   key_id    = first 4 bytes of H(name "\n" type:u8 public_key[32])
//   vkey      = name "+" hex(key_id) "+" base64(type:u8 public_key[32])
//
// Type 0x01 is Ed25519 over the text. Type 0x04 is a witness's timestamped cosignature
// (c2sp.org/tlog-cosignature): bytes = time:u64 signature[64], over
// "cosignature/v1\ntime " time "\n" text. Values; every const method is thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cairn {

struct NoteSignature {
  std::string name;
  uint32_t key_id = 0;
  std::string bytes;
};

struct Note {
  std::string text;  // with its last newline
  std::vector<NoteSignature> signatures;
};

// Splits a note, verifying nothing. kInvalidArgument unless the bytes follow the grammar: UTF-8, no
// control characters but newline, canonical base64, 1 to 64 signatures.
absl::StatusOr<Note> ParseNote(std::string_view bytes);

struct Ed25519Key;  // wraps the OpenSSL key

// A public key that somebody decided to trust.
class NoteVerifier {
 public:
  // kInvalidArgument unless `vkey` is well formed, of type 0x01 or 0x04, and its key id is right.
  static absl::StatusOr<NoteVerifier> FromVkey(std::string_view vkey);

  const std::string& name() const { return name_; }
  uint32_t key_id() const { return key_id_; }
  // True if `signature` names this key (and so must verify).
  bool Matches(const NoteSignature& signature) const;
  // True if `signature` is this key's over `text`.
  bool Verify(std::string_view text, const NoteSignature& signature) const;

 private:
  NoteVerifier() = default;

  std::string name_;
  uint32_t key_id_ = 0;
  uint8_t type_ = 0;
  std::shared_ptr<const Ed25519Key> key_;
};

// Signs notes with an Ed25519 key (type 0x01).
class NoteSigner {
 public:
  static constexpr size_t kSeedSize = 32;

  // `seed` is the secret of RFC 8032, 32 bytes; the caller wipes its copy. kInvalidArgument for
  // another length or a name that a signature line cannot carry.
  static absl::StatusOr<NoteSigner> FromSeed(std::string_view name, std::string_view seed);

  const std::string& name() const { return name_; }
  // The public half, to be handed out.
  std::string vkey() const;
  // The whole note: `text`, a blank line, our signature, which has been verified once more. `text`
  // must end in a newline and hold no control character but newlines (kInvalidArgument).
  absl::StatusOr<std::string> Sign(std::string_view text) const;

 private:
  NoteSigner() = default;

  std::string name_;
  uint32_t key_id_ = 0;
  std::string public_key_;
  std::shared_ptr<const Ed25519Key> key_;
};

// The text of a note that at least one of `trusted` has signed. kInvalidArgument if it does not
// parse, if no trusted key signed, or if any signature that names a trusted key fails: such a note
// was tampered with, and the good signatures beside it do not redeem it. Unknown keys are passed
// over.
absl::StatusOr<std::string> OpenNote(std::string_view bytes, std::span<const NoteVerifier> trusted);

}  // namespace cairn
