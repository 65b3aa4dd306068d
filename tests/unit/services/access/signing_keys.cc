#include "tests/unit/services/access/signing_keys.h"

#include <cstdint>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "services/access/strict_json.h"

namespace cairn {
namespace {

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string NumberOf(EVP_PKEY* key, const char* name, int width) {
  BIGNUM* number = nullptr;
  CAIRN_CHECK(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  const int size = width == 0 ? BN_num_bytes(number) : width;
  std::string bytes(static_cast<size_t>(size), '\0');
  CAIRN_CHECK(BN_bn2binpad(number, reinterpret_cast<uint8_t*>(bytes.data()), size) == size);
  BN_free(number);
  return bytes;
}

std::string FlatSignature(std::string_view der) {
  const uint8_t* at = Bytes(der);
  ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
  CAIRN_CHECK(pair != nullptr);
  std::string flat(64, '\0');
  auto* out = reinterpret_cast<uint8_t*>(flat.data());
  CAIRN_CHECK(BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32) == 32);
  CAIRN_CHECK(BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32) == 32);
  ECDSA_SIG_free(pair);
  return flat;
}

}  // namespace

SigningKey::SigningKey(evp_pkey_st* owned) : key_(owned, EVP_PKEY_free) {
  CAIRN_CHECK(owned != nullptr);
}

SigningKey SigningKey::Rsa(unsigned bits) { return SigningKey(EVP_RSA_gen(bits)); }
SigningKey SigningKey::P256() { return SigningKey(EVP_EC_gen("P-256")); }

std::string SigningKey::Jwk(std::string_view kid, std::string_view more) const {
  if (EVP_PKEY_get_base_id(key_.get()) == EVP_PKEY_RSA) {
    return absl::StrFormat(R"({"kty":"RSA","kid":"%s","n":"%s","e":"%s"%s})", kid,
                           ToBase64Url(NumberOf(key_.get(), OSSL_PKEY_PARAM_RSA_N, 0)),
                           ToBase64Url(NumberOf(key_.get(), OSSL_PKEY_PARAM_RSA_E, 0)), more);
  }
  return absl::StrFormat(R"({"kty":"EC","crv":"P-256","kid":"%s","x":"%s","y":"%s"%s})", kid,
                         ToBase64Url(NumberOf(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32)),
                         ToBase64Url(NumberOf(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32)), more);
}

std::string SigningKey::Sign(std::string_view algorithm, std::string_view message) const {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* key_context = nullptr;
  CAIRN_CHECK(EVP_DigestSignInit(context, &key_context, EVP_sha256(), nullptr, key_.get()) == 1);
  if (algorithm == "PS256") {
    CAIRN_CHECK(EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1);
    CAIRN_CHECK(EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, RSA_PSS_SALTLEN_DIGEST) == 1);
  }
  size_t size = 0;
  CAIRN_CHECK(EVP_DigestSign(context, nullptr, &size, Bytes(message), message.size()) == 1);
  std::string signature(size, '\0');
  CAIRN_CHECK(EVP_DigestSign(context, reinterpret_cast<uint8_t*>(signature.data()), &size,
                             Bytes(message), message.size()) == 1);
  signature.resize(size);
  EVP_MD_CTX_free(context);
  return algorithm == "ES256" ? FlatSignature(signature) : signature;
}

std::string SigningKey::Token(std::string_view algorithm, std::string_view header,
                              std::string_view payload) const {
  const std::string signed_part = ToBase64Url(header) + "." + ToBase64Url(payload);
  return signed_part + "." + ToBase64Url(Sign(algorithm, signed_part));
}

std::string SigningKey::PublicPem() const {
  BIO* out = BIO_new(BIO_s_mem());
  CAIRN_CHECK(PEM_write_bio_PUBKEY(out, key_.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  std::string pem(text, static_cast<size_t>(size));
  BIO_free(out);
  return pem;
}

std::string HmacSignature(std::string_view secret, std::string_view message) {
  std::string code(32, '\0');
  unsigned size = 0;
  CAIRN_CHECK(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), Bytes(message),
                   message.size(), reinterpret_cast<uint8_t*>(code.data()), &size) != nullptr);
  return code;
}

}  // namespace cairn
