#include "eventstore/keys/commitments.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

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

// The hashes of one event, one field after the other.
class FieldHasher {
 public:
  FieldHasher(size_t field_count, std::string_view salt_key)
      : size_(std::max(kHashesMin, std::bit_ceil(field_count))), salts_(salt_key) {
    hashes_.reserve(size_);
  }

  void Add(std::string_view path, std::string_view body) {
    hashes_.push_back(HashBody(salts_.Of({path}), body));
  }

  // All of them, once the decoys have filled up what is left.
  std::vector<Hash> Finish() && {
    for (uint32_t decoy = 0; hashes_.size() < size_; ++decoy) {
      std::string input(1, '\0');
      AppendU32(input, decoy);
      Add(input, kDecoyBody);
    }
    return std::move(hashes_);
  }

 private:
  const size_t size_;
  const HmacSha256 salts_;
  std::vector<Hash> hashes_;
};

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
  FieldHasher hasher(fields.size(), salt_key);
  std::string body;  // reused: no allocation per field
  for (const Field& field : fields) {
    body.clear();
    AppendFieldBody(field, body);
    hasher.Add(field.path, body);
  }
  return std::move(hasher).Finish();
}

std::vector<Hash> FieldHashes(std::span<const FieldView> fields, std::string_view salt_key) {
  FieldHasher hasher(fields.size(), salt_key);
  for (const FieldView& field : fields) hasher.Add(field.path, field.body);
  return std::move(hasher).Finish();
}

Hash FieldsRoot(const FieldList& fields, std::string_view salt_key) {
  return MerkleRoot(FieldHashes(fields, salt_key));
}

Hash FieldsRoot(std::span<const FieldView> fields, std::string_view salt_key) {
  return MerkleRoot(FieldHashes(fields, salt_key));
}

}  // namespace cairn
