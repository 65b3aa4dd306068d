// Signed notes (c2sp.org/signed-note) and the keys that sign them: docs/ledger_format.md section 9.
//
//   note      = text "\n" 1*64signature           text ends in a newline
//   signature = "— " name " " base64(key_id:u32 bytes) "\n"
//   vkey      = name "+" hex(key_id) "+" base64(type:u8 public_key[32])
//   key_id    = first 4 bytes of H(name "\n" type:u8 public_key[32])
//
// Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cairn::verify {

enum class KeyType : uint8_t {
  kLog = 1,      // Ed25519 over the text
  kWitness = 4,  // Ed25519 over a time and the text (c2sp.org/tlog-cosignature)
};

// A public key, as one line of text.
struct VerifierKey {
  std::string name;
  uint32_t id = 0;
  KeyType type = KeyType::kLog;
  std::string public_key;
  std::string vkey;  // all of it as one line, which has one spelling

  // kInvalidArgument unless `vkey` is well formed and its key id is right.
  static absl::StatusOr<VerifierKey> Parse(std::string_view vkey);

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

struct SignatureLine {
  std::string name;
  uint32_t key_id = 0;
  std::string bytes;

  // Whether it claims to be of `key`, and so must hold.
  bool Names(const VerifierKey& key) const { return name == key.name && key_id == key.id; }
};

struct SignedNote {
  std::string text;  // with its last newline
  std::vector<SignatureLine> signatures;

  // Verifies nothing. kInvalidArgument for any byte the grammar does not allow.
  static absl::StatusOr<SignedNote> Parse(std::string_view bytes);
  // Whether `line` is the signature of `key` over the text.
  bool IsSignedBy(const VerifierKey& key, const SignatureLine& line) const;
};

}  // namespace cairn::verify
