#include "eventstore/ledger/hash.h"

#include <algorithm>

#include <openssl/evp.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

// Fetched once: OpenSSL 3 looks the algorithm up anew for every call that names it implicitly.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CAIRN_CHECK(algorithm != nullptr);
  return algorithm;
}

class Context {
 public:
  Context() : context_(EVP_MD_CTX_new()) {
    CAIRN_CHECK(context_ != nullptr);
    CAIRN_CHECK(EVP_DigestInit_ex2(context_, Algorithm(), nullptr) == 1);
  }
  ~Context() { EVP_MD_CTX_free(context_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // A null algorithm restarts the one that is there, which is the cheapest way.
  void Restart() { CAIRN_CHECK(EVP_DigestInit_ex2(context_, nullptr, nullptr) == 1); }
  void Add(const void* data, size_t size) {
    CAIRN_CHECK(EVP_DigestUpdate(context_, data, size) == 1);
  }
  Hash Finish() {
    Hash hash;
    CAIRN_CHECK(EVP_DigestFinal_ex(context_, hash.data(), nullptr) == 1);
    return hash;
  }

 private:
  EVP_MD_CTX* context_;
};

Context& Restarted() {
  thread_local Context context;
  context.Restart();
  return context;
}

}  // namespace

Hash Sha256(std::initializer_list<std::string_view> parts) {
  Context& context = Restarted();
  for (const std::string_view part : parts) context.Add(part.data(), part.size());
  return context.Finish();
}

Hash HashLeaf(std::string_view data) {
  static constexpr uint8_t kLeafPrefix = 0;
  Context& context = Restarted();
  context.Add(&kLeafPrefix, 1);
  context.Add(data.data(), data.size());
  return context.Finish();
}

Hash HashNode(const Hash& left, const Hash& right) {
  std::array<uint8_t, 1 + 2 * sizeof(Hash)> input;
  input[0] = 1;
  std::copy(left.begin(), left.end(), input.begin() + 1);
  std::copy(right.begin(), right.end(), input.begin() + 1 + sizeof(Hash));
  Context& context = Restarted();
  context.Add(input.data(), input.size());
  return context.Finish();
}

std::optional<Hash> HashFrom(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace cairn
