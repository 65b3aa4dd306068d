#include "eventstore/ledger/ed25519.h"

#include <cstdint>

#include <openssl/err.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::shared_ptr<const Ed25519Key> Wrap(EVP_PKEY* pkey) {
  if (pkey != nullptr) return std::make_shared<const Ed25519Key>(pkey);
  ERR_clear_error();  // the caller is told; nobody reads the queue
  return nullptr;
}

}  // namespace

std::shared_ptr<const Ed25519Key> Ed25519Key::FromSeed(std::string_view seed) {
  if (seed.size() != kEd25519KeyBytes) return nullptr;
  return Wrap(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Bytes(seed), seed.size()));
}

std::shared_ptr<const Ed25519Key> Ed25519Key::FromPublic(std::string_view public_key) {
  if (public_key.size() != kEd25519KeyBytes) return nullptr;
  return Wrap(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(public_key), public_key.size()));
}

std::string Ed25519Key::PublicKey() const {
  std::string bytes(kEd25519KeyBytes, '\0');
  size_t size = bytes.size();
  CAIRN_CHECK(EVP_PKEY_get_raw_public_key(pkey, reinterpret_cast<uint8_t*>(bytes.data()), &size) ==
              1);
  CAIRN_CHECK(size == kEd25519KeyBytes);
  return bytes;
}

std::string Ed25519Key::Sign(std::string_view message) const {
  const ContextPtr context(EVP_MD_CTX_new());
  CAIRN_CHECK(context != nullptr);
  CAIRN_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pkey) == 1);
  std::string signature(kEd25519SignatureBytes, '\0');
  size_t size = signature.size();
  CAIRN_CHECK(EVP_DigestSign(context.get(), reinterpret_cast<uint8_t*>(signature.data()), &size,
                             Bytes(message), message.size()) == 1);
  CAIRN_CHECK(size == kEd25519SignatureBytes);
  return signature;
}

bool Ed25519Key::Verify(std::string_view message, std::string_view signature) const {
  const ContextPtr context(EVP_MD_CTX_new());
  CAIRN_CHECK(context != nullptr);
  CAIRN_CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey) == 1);
  const bool good = EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                                     Bytes(message), message.size()) == 1;
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace cairn
