#include "clients/cli/token_crypto.h"

#include <utility>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "absl/strings/escaping.h"

namespace cairn::cli {
namespace {

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

absl::Status Failed(const char* what) {
  return absl::InternalError(std::string("OpenSSL could not ") + what);
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  std::string digest(32, '\0');
  EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.data(), bytes.size(), Bytes(digest), nullptr);
  return digest;
}

std::string Base64Url(std::string_view bytes) {
  return absl::WebSafeBase64Escape(absl::string_view(bytes.data(), bytes.size()));
}

absl::StatusOr<Ed25519Key> Ed25519Key::Generate() {
  std::shared_ptr<EVP_PKEY> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  if (key == nullptr) return Failed("make a key");
  return Ed25519Key(std::move(key));
}

absl::StatusOr<Ed25519Key> Ed25519Key::FromPem(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  // No pass phrase is asked for: a command line must not stop to ask.
  const auto no_phrase = [](char*, int, int, void*) { return -1; };
  std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_phrase, nullptr),
                                EVP_PKEY_free);
  if (key == nullptr || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return absl::InvalidArgumentError("this is not an Ed25519 private key in PEM");
  }
  return Ed25519Key(std::move(key));
}

absl::StatusOr<std::string> Ed25519Key::ToPem() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_secmem()), BIO_free);
  if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
      1) {
    return Failed("write the key");
  }
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<size_t>(size));
}

absl::StatusOr<std::string> Ed25519Key::PublicKey() const {
  std::string bytes(32, '\0');
  size_t size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key_.get(), Bytes(bytes), &size) != 1) {
    return Failed("read the public key");
  }
  return bytes;
}

absl::StatusOr<std::string> Ed25519Key::Sign(std::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  std::string signature(64, '\0');
  size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), Bytes(signature), &size, Bytes(message), message.size()) != 1) {
    return Failed("sign");
  }
  return signature;
}

}  // namespace cairn::cli
