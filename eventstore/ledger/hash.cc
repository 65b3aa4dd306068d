// OpenSSL's own SHA-256, below its EVP layer: the same assembly, without a context on the heap, a
// look-up of the algorithm and three indirect calls around every block. Most of what Cairn hashes
// is one or two blocks long, where those cost more than the hash.
#define OPENSSL_SUPPRESS_DEPRECATED  // in favour of providers, which are what is to be avoided

#include "eventstore/ledger/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <endian.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "eventstore/base/encoding.h"

namespace cairn {
namespace {

using Parts = std::initializer_list<std::string_view>;

constexpr size_t kBlockBytes = 64;
// What is at most so long is padded here (FIPS 180-4, 5.1.1) and hashed in one go.
constexpr size_t kPaddedBytes = 4 * kBlockBytes;
constexpr size_t kPaddingMin = 9;  // 0x80 and the number of bits

SHA256_CTX Begun() {
  SHA256_CTX context;
  SHA256_Init(&context);
  return context;
}

Hash StateOf(const SHA256_CTX& context) {
  std::array<uint32_t, 8> words;
  for (size_t i = 0; i < words.size(); ++i) words[i] = htobe32(context.h[i]);
  return std::bit_cast<Hash>(words);
}

// The hash of what `context` has seen, `seen` bytes in whole blocks, and `parts` after it.
Hash Finish(SHA256_CTX& context, size_t seen, Parts parts, bool wipe) {
  size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  if (size + kPaddingMin > kPaddedBytes) {
    for (const std::string_view part : parts) SHA256_Update(&context, part.data(), part.size());
    Hash hash;
    SHA256_Final(hash.data(), &context);
    return hash;
  }
  std::array<uint8_t, kPaddedBytes> padded;
  uint8_t* at = padded.data();
  for (const std::string_view part : parts) {
    if (!part.empty()) std::memcpy(at, part.data(), part.size());
    at += part.size();
  }
  const size_t total = (size + kPaddingMin + kBlockBytes - 1) / kBlockBytes * kBlockBytes;
  uint8_t* const end = padded.data() + total;
  *at++ = 0x80;
  std::fill(at, end, uint8_t{0});
  const uint64_t bits = htobe64(8 * (uint64_t{seen} + size));
  std::memcpy(end - sizeof(bits), &bits, sizeof(bits));
  SHA256_Update(&context, padded.data(), total);
  if (wipe) OPENSSL_cleanse(padded.data(), total);
  return StateOf(context);
}

}  // namespace

Hash Sha256(Parts parts) {
  SHA256_CTX context = Begun();
  return Finish(context, 0, parts, /*wipe=*/false);
}

Hash HashLeaf(std::string_view data) { return Sha256({std::string_view("\0", 1), data}); }

Hash HashNode(const Hash& left, const Hash& right) {
  return Sha256({"\1", HashBytes(left), HashBytes(right)});
}

Sha256After::Sha256After(const std::array<uint8_t, 64>& block) {
  SHA256_CTX context = Begun();
  SHA256_Transform(&context, block.data());
  std::copy_n(context.h, state_.size(), state_.begin());
  OPENSSL_cleanse(&context, sizeof(context));
}

Sha256After::~Sha256After() { OPENSSL_cleanse(state_.data(), sizeof(state_)); }

Hash Sha256After::Of(Parts parts) const {
  SHA256_CTX context = Begun();
  std::copy(state_.begin(), state_.end(), context.h);
  context.Nl = 8 * kBlockBytes;
  const Hash hash = Finish(context, kBlockBytes, parts, /*wipe=*/true);
  OPENSSL_cleanse(&context, sizeof(context));
  return hash;
}

std::optional<Hash> HashFrom(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

Hash ReadHash(ByteReader& reader) { return HashFrom(reader.Bytes(sizeof(Hash))).value_or(Hash{}); }

}  // namespace cairn
