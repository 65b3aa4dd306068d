#include "clients/verify/sha256.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <openssl/evp.h>

#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

struct FreeHashContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Without a hash there is neither a proof nor a refusal to report.
void MustSucceed(bool done) {
  if (!done) std::abort();
}

// Fetching an algorithm takes longer than hashing a field with it.
const EVP_MD* Algorithm() {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  MustSucceed(algorithm != nullptr);
  return algorithm;
}

}  // namespace

Hash Sha256(std::initializer_list<std::string_view> parts) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeHashContext> context(EVP_MD_CTX_new());
  MustSucceed(context && EVP_DigestInit_ex2(context.get(), Algorithm(), nullptr) == 1);
  for (const std::string_view part : parts) {
    MustSucceed(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  }
  Hash hash;
  MustSucceed(EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1);
  return hash;
}

std::string_view BytesOf(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<Hash> HashFrom(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::optional<Hash> HashFromBase64(std::string_view text) {
  const std::optional<std::string> bytes = DecodeBase64(text);
  return bytes ? HashFrom(*bytes) : std::nullopt;
}

}  // namespace cairn::verify
