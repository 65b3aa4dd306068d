#include "eventstore/keys/crypto.h"

#include <algorithm>
#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>

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

// AES-256-GCM is set once: a context that is told its cipher again throws away all it has first.
CipherContext NewCipherContext() {
  CipherContext context(EVP_CIPHER_CTX_new());
  CAIRN_CHECK(context != nullptr);
  CAIRN_CHECK(EVP_CipherInit_ex2(context.get(), Aes256Gcm(), nullptr, nullptr, 1, nullptr) == 1);
  return context;
}

EVP_CIPHER_CTX* ThreadCipherContext() {
  thread_local const CipherContext context = NewCipherContext();
  return context.get();
}

// RFC 2104: the key, filled up to one block with zero bytes, each XORed with `pad`. Wiped when it
// goes.
class PaddedKey {
 public:
  PaddedKey(std::string_view key, uint8_t pad) {
    block_.fill(pad);
    if (key.size() <= block_.size()) {
      Mix(key);
    } else {
      Hash hash = Sha256({key});
      Mix(HashBytes(hash));
      WipeMemory(hash.data(), hash.size());
    }
  }
  ~PaddedKey() { WipeMemory(block_.data(), block_.size()); }
  PaddedKey(const PaddedKey&) = delete;
  PaddedKey& operator=(const PaddedKey&) = delete;

  operator const std::array<uint8_t, 64>&() const { return block_; }  // NOLINT: a block with a care

 private:
  void Mix(std::string_view key) {
    for (size_t i = 0; i < key.size(); ++i) block_[i] ^= static_cast<uint8_t>(key[i]);
  }

  std::array<uint8_t, 64> block_;
};

// EVP takes int sizes; nothing here comes near, but an overflow must not pass in silence.
int IntSize(std::string_view bytes) {
  CAIRN_CHECK(bytes.size() <= size_t{1} << 30);
  return static_cast<int>(bytes.size());
}

}  // namespace

HmacSha256::HmacSha256(std::string_view key)
    : inner_(PaddedKey(key, 0x36)), outer_(PaddedKey(key, 0x5c)) {}

Hash HmacSha256::Of(std::initializer_list<std::string_view> parts) const {
  Hash inner = inner_.Of(parts);
  const Hash code = outer_.Of({HashBytes(inner)});
  WipeMemory(inner.data(), inner.size());
  return code;
}

// RFC 5869.
SecretBytes HkdfSha256(std::string_view key, std::string_view salt, std::string_view info,
                       size_t size) {
  CAIRN_CHECK(size <= 255 * kHashBytes);
  Hash extracted = HmacSha256(salt).Of({key});
  const HmacSha256 expand(HashBytes(extracted));
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

void AppendAesGcm(std::string_view key, std::string_view nonce, std::string_view aad,
                  std::string_view plaintext, std::string& out) {
  CAIRN_CHECK(key.size() == kKeyBytes && nonce.size() == kGcmNonceBytes);
  EVP_CIPHER_CTX* context = ThreadCipherContext();
  const size_t begin = out.size();
  out.resize(begin + plaintext.size() + kGcmTagBytes);
  auto* at = reinterpret_cast<unsigned char*>(out.data()) + begin;
  int written = 0;
  CAIRN_CHECK(EVP_EncryptInit_ex2(context, nullptr, Bytes(key), Bytes(nonce), nullptr) == 1);
  CAIRN_CHECK(EVP_EncryptUpdate(context, nullptr, &written, Bytes(aad), IntSize(aad)) == 1);
  CAIRN_CHECK(EVP_EncryptUpdate(context, at, &written, Bytes(plaintext), IntSize(plaintext)) == 1);
  CAIRN_CHECK(static_cast<size_t>(written) == plaintext.size());
  at += written;
  CAIRN_CHECK(EVP_EncryptFinal_ex(context, at, &written) == 1 && written == 0);
  CAIRN_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTagBytes, at) == 1);
}

std::string AesGcmSeal(std::string_view key, std::string_view nonce, std::string_view aad,
                       std::string_view plaintext) {
  std::string sealed;
  AppendAesGcm(key, nonce, aad, plaintext, sealed);
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
  CAIRN_CHECK(EVP_DecryptInit_ex2(context, nullptr, Bytes(key), Bytes(nonce), nullptr) == 1);
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
