#include "eventstore/keys/crypto.h"

#include <algorithm>
#include <memory>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

constexpr size_t kHashBytes = 32;

struct CipherContextFree {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextFree>;

const unsigned char* Bytes(std::string_view view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

// Fetched once and never freed: the library outlives every use.
const EVP_CIPHER* Aes256Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  CAIRN_CHECK(cipher != nullptr);
  return cipher;
}

// A keyed context to duplicate: setting the digest by name on each new one would cost a fetch.
EVP_MAC_CTX* NewHmacPrototype() {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  CAIRN_CHECK(mac != nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(mac);
  EVP_MAC_free(mac);  // the context keeps it
  char digest[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                               OSSL_PARAM_construct_end()};
  const unsigned char key[kKeyBytes] = {};
  CAIRN_CHECK(EVP_MAC_init(context, key, sizeof(key), params) == 1);
  return context;
}

EVP_MAC_CTX* NewHmacContext() {
  static EVP_MAC_CTX* const prototype = NewHmacPrototype();
  EVP_MAC_CTX* context = EVP_MAC_CTX_dup(prototype);
  CAIRN_CHECK(context != nullptr);
  return context;
}

EVP_CIPHER_CTX* ThreadCipherContext() {
  thread_local const CipherContext context(EVP_CIPHER_CTX_new());
  CAIRN_CHECK(context != nullptr);
  return context.get();
}

// EVP takes int sizes; nothing here comes near, but an overflow must not pass in silence.
int IntSize(std::string_view bytes) {
  CAIRN_CHECK(bytes.size() <= size_t{1} << 30);
  return static_cast<int>(bytes.size());
}

}  // namespace

HmacSha256::HmacSha256(std::string_view key) : context_(NewHmacContext()) {
  CAIRN_CHECK(EVP_MAC_init(context_, Bytes(key), key.size(), nullptr) == 1);
}

HmacSha256::~HmacSha256() { EVP_MAC_CTX_free(context_); }

Hash HmacSha256::Of(std::initializer_list<std::string_view> parts) {
  if (used_) CAIRN_CHECK(EVP_MAC_init(context_, nullptr, 0, nullptr) == 1);  // the same key anew
  used_ = true;
  for (const std::string_view part : parts) {
    CAIRN_CHECK(EVP_MAC_update(context_, Bytes(part), part.size()) == 1);
  }
  Hash code;
  size_t size = 0;
  CAIRN_CHECK(EVP_MAC_final(context_, code.data(), &size, code.size()) == 1);
  CAIRN_CHECK(size == code.size());
  return code;
}

// RFC 5869, written out over HmacSha256: the library's own KDF looks up HMAC and its digest by name
// in every call.
SecretBytes HkdfSha256(std::string_view key, std::string_view salt, std::string_view info,
                       size_t size) {
  CAIRN_CHECK(size <= 255 * kHashBytes);
  Hash extracted = HmacSha256(salt).Of({key});
  HmacSha256 expand(HashBytes(extracted));
  WipeMemory(extracted.data(), extracted.size());
  SecretBytes out(size);
  Hash block;
  for (size_t done = 0; done < size; done += kHashBytes) {
    const char counter = static_cast<char>(done / kHashBytes + 1);
    const std::string_view previous = done == 0 ? std::string_view() : HashBytes(block);
    block = expand.Of({previous, info, {&counter, 1}});
    std::copy_n(block.begin(), std::min(kHashBytes, size - done), out.data() + done);
  }
  WipeMemory(block.data(), block.size());
  return out;
}

std::string AesGcmSeal(std::string_view key, std::string_view nonce, std::string_view aad,
                       std::string_view plaintext) {
  CAIRN_CHECK(key.size() == kKeyBytes && nonce.size() == kGcmNonceBytes);
  EVP_CIPHER_CTX* context = ThreadCipherContext();
  std::string sealed(plaintext.size() + kGcmTagBytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  int written = 0;
  CAIRN_CHECK(EVP_EncryptInit_ex2(context, Aes256Gcm(), Bytes(key), Bytes(nonce), nullptr) == 1);
  CAIRN_CHECK(EVP_EncryptUpdate(context, nullptr, &written, Bytes(aad), IntSize(aad)) == 1);
  CAIRN_CHECK(EVP_EncryptUpdate(context, out, &written, Bytes(plaintext), IntSize(plaintext)) == 1);
  CAIRN_CHECK(static_cast<size_t>(written) == plaintext.size());
  out += written;
  CAIRN_CHECK(EVP_EncryptFinal_ex(context, out, &written) == 1 && written == 0);
  CAIRN_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTagBytes, out) == 1);
  return sealed;
}

std::optional<std::string> AesGcmOpen(std::string_view key, std::string_view nonce,
                                      std::string_view aad, std::string_view sealed) {
  CAIRN_CHECK(key.size() == kKeyBytes && nonce.size() == kGcmNonceBytes);
  if (sealed.size() < kGcmTagBytes) return std::nullopt;
  const std::string_view ciphertext = sealed.substr(0, sealed.size() - kGcmTagBytes);
  std::string tag(sealed.substr(ciphertext.size()));
  EVP_CIPHER_CTX* context = ThreadCipherContext();
  std::string plaintext(ciphertext.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(plaintext.data());
  int written = 0;
  CAIRN_CHECK(EVP_DecryptInit_ex2(context, Aes256Gcm(), Bytes(key), Bytes(nonce), nullptr) == 1);
  CAIRN_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kGcmTagBytes, tag.data()) == 1);
  CAIRN_CHECK(EVP_DecryptUpdate(context, nullptr, &written, Bytes(aad), IntSize(aad)) == 1);
  CAIRN_CHECK(EVP_DecryptUpdate(context, out, &written, Bytes(ciphertext), IntSize(ciphertext)) ==
              1);
  // GCM gives plaintext out before it has checked the tag: nothing leaves here until it has.
  if (EVP_DecryptFinal_ex(context, out + written, &written) != 1) {
    WipeMemory(plaintext.data(), plaintext.size());
    return std::nullopt;
  }
  return plaintext;
}

bool ConstantTimeEqual(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace cairn
