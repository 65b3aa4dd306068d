// Commitments to the fields of one event. Each field has its own hash under its own salt, and
// `fields_root` is the RFC 6962 root of the hashes; so any field can be shown and proved while the
// others stay hidden, and without its salt a hidden field cannot be guessed.
//
//   field_hash  := SHA-256(0x00 ‖ "CAIRNFD1" ‖ salt[32] ‖ field_body)
//   salt        := HMAC-SHA-256(salt_key, path)
//   decoy j     := field_body of 7 zero bytes, salt HMAC-SHA-256(salt_key, 0x00 ‖ u32 j), j from 0
//   fields_root := RFC 6962 root of the field hashes in the order of the fields, then the decoys,
//                  which fill up to 8, 16, 32, ... hashes and so blur how many fields there are
//
// No path begins with a zero byte, so no decoy shares its salt with a field.
// Pure functions, safe to call from any thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "eventstore/keys/fields.h"
#include "eventstore/keys/secret_bytes.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

// The commitment to one field.
Hash FieldHash(const Hash& salt, const Field& field);

// The salt of one field. It may be shown with its field; `salt_key` never is.
Hash FieldSalt(std::string_view salt_key, std::string_view path);

// All hashes in order: those of `fields`, then the decoys. At least 8, always a power of two.
std::vector<Hash> FieldHashes(const FieldList& fields, std::string_view salt_key);
// The same, of fields as they stand in encoded bytes.
std::vector<Hash> FieldHashes(std::span<const FieldView> fields, std::string_view salt_key);

// The root of FieldHashes: what the leaf holds.
Hash FieldsRoot(const FieldList& fields, std::string_view salt_key);
Hash FieldsRoot(std::span<const FieldView> fields, std::string_view salt_key);

}  // namespace cairn
