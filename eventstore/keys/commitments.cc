#include "eventstore/keys/commitments.h"

#include <algorithm>
#include <bit>
#include <string>

#include "eventstore/base/encoding.h"
#include "eventstore/keys/crypto.h"
#include "eventstore/ledger/merkle.h"

namespace cairn {
namespace {

constexpr size_t kHashesMin = 8;
constexpr std::string_view kDomain("\0CAIRNFD1", 9);         // 0x00: RFC 6962's mark of a leaf
constexpr std::string_view kDecoyBody("\0\0\0\0\0\0\0", 7);  // no path, type 0, no value

Hash HashBody(const Hash& salt, std::string_view body) {
  return Sha256({kDomain, HashBytes(salt), body});
}

Hash DecoyHash(const HmacSha256& salts, uint32_t number) {
  std::string input(1, '\0');
  AppendU32(input, number);
  return HashBody(salts.Of({input}), kDecoyBody);
}

}  // namespace

Hash FieldHash(const Hash& salt, const Field& field) {
  std::string body;
  AppendFieldBody(field, body);
  return HashBody(salt, body);
}

Hash FieldSalt(std::string_view salt_key, std::string_view path) {
  return HmacSha256(salt_key).Of({path});
}

std::vector<Hash> FieldHashes(const FieldList& fields, std::string_view salt_key) {
  const size_t padded = std::max(kHashesMin, std::bit_ceil(fields.size()));
  const HmacSha256 salts(salt_key);
  std::vector<Hash> hashes;
  hashes.reserve(padded);
  std::string body;  // reused: no allocation per field
  for (const Field& field : fields) {
    body.clear();
    AppendFieldBody(field, body);
    hashes.push_back(HashBody(salts.Of({field.path}), body));
  }
  for (uint32_t decoy = 0; hashes.size() < padded; ++decoy) {
    hashes.push_back(DecoyHash(salts, decoy));
  }
  return hashes;
}

Hash FieldsRoot(const FieldList& fields, std::string_view salt_key) {
  return MerkleRoot(FieldHashes(fields, salt_key));
}

}  // namespace cairn
