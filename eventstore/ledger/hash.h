// SHA-256 as the ledger uses it: RFC 6962 domain separation and nothing else. Every function is
// thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace cairn {

class ByteReader;

using Hash = std::array<uint8_t, 32>;

// SHA-256 of the parts, one after the other.
Hash Sha256(std::initializer_list<std::string_view> parts);

// RFC 6962 section 2.1: H(0x00 ‖ data) and H(0x01 ‖ left ‖ right).
Hash HashLeaf(std::string_view data);
Hash HashNode(const Hash& left, const Hash& right);

// SHA-256 of one secret block of 64 bytes and whatever comes after it: the block is hashed once, by
// the constructor. What HMAC is made of. Wiped when it goes, and so is every copy on the way.
class Sha256After {
 public:
  explicit Sha256After(const std::array<uint8_t, 64>& block);
  ~Sha256After();
  Sha256After(const Sha256After&) = delete;
  Sha256After& operator=(const Sha256After&) = delete;

  // SHA-256(block ‖ parts).
  Hash Of(std::initializer_list<std::string_view> parts) const;

 private:
  std::array<uint32_t, 8> state_;
};

// The 32 bytes of `hash`; valid as long as `hash` is.
inline std::string_view HashBytes(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Nothing unless `bytes` is exactly 32 bytes long.
std::optional<Hash> HashFrom(std::string_view bytes);

// The next 32 bytes; of a reader that has run out of them zero, and its ok() is false.
Hash ReadHash(ByteReader& reader);

}  // namespace cairn
