#include "services/access/verification_key.h"

#include <cstdint>
#include <string>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include "eventstore/base/check.h"

namespace cairn {
namespace {

constexpr size_t kEd25519KeyBytes = 32;
constexpr size_t kP256CoordinateBytes = 32;
constexpr size_t kRsaModulusBytesMin = 2048 / 8;
constexpr size_t kRsaModulusBytesMax = 8192 / 8;  // beyond it one check costs milliseconds
constexpr std::string_view kRsaExponent("\x01\x00\x01", 3);

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;
using OwnedNumber = Owned<BIGNUM, BN_free>;

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

OwnedNumber NumberFrom(std::string_view bytes) {
  OwnedNumber number(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
  CAIRN_CHECK(number != nullptr);
  return number;
}

// The public key of `type` that `parts` describe, or null if OpenSSL does not take it for one.
EVP_PKEY* PublicKeyFrom(const char* type, OSSL_PARAM_BLD* parts) {
  const Owned<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(parts));
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> making(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  CAIRN_CHECK(params != nullptr && making != nullptr);
  EVP_PKEY* made = nullptr;
  const bool taken = EVP_PKEY_fromdata_init(making.get()) == 1 &&
                     EVP_PKEY_fromdata(making.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
  Owned<EVP_PKEY, EVP_PKEY_free> key(made);
  if (!taken) {
    ERR_clear_error();  // the caller is told; nobody reads the queue
    return nullptr;
  }
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> checking(EVP_PKEY_CTX_new(key.get(), nullptr));
  CAIRN_CHECK(checking != nullptr);
  if (EVP_PKEY_public_check(checking.get()) != 1) {
    ERR_clear_error();
    return nullptr;
  }
  return key.release();
}

// The DER form that OpenSSL wants of r ‖ s. Empty if it is not 64 bytes.
std::string DerOf(std::string_view signature) {
  if (signature.size() != 2 * kP256CoordinateBytes) return "";
  const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
  CAIRN_CHECK(pair != nullptr);
  OwnedNumber r = NumberFrom(signature.substr(0, kP256CoordinateBytes));
  OwnedNumber s = NumberFrom(signature.substr(kP256CoordinateBytes));
  CAIRN_CHECK(ECDSA_SIG_set0(pair.get(), r.release(), s.release()) == 1);
  const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
  CAIRN_CHECK(size > 0);
  std::string der(static_cast<size_t>(size), '\0');
  auto* out = reinterpret_cast<uint8_t*>(der.data());
  CAIRN_CHECK(i2d_ECDSA_SIG(pair.get(), &out) == size);
  return der;
}

bool UsePss(EVP_PKEY_CTX* key_context) {
  return EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, RSA_PSS_SALTLEN_DIGEST) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(key_context, EVP_sha256()) == 1;
}

}  // namespace

std::string_view NameOf(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::kEdDsa:
      return "EdDSA";
    case SignatureAlgorithm::kEs256:
      return "ES256";
    case SignatureAlgorithm::kPs256:
      return "PS256";
    case SignatureAlgorithm::kRs256:
      return "RS256";
  }
  CAIRN_CHECK_UNREACHABLE();
}

VerificationKey::VerificationKey(evp_pkey_st* owned, SignatureAlgorithm algorithm)
    : key_(owned, EVP_PKEY_free), algorithm_(algorithm) {}

std::optional<VerificationKey> VerificationKey::Ed25519(std::string_view x) {
  if (x.size() != kEd25519KeyBytes) return std::nullopt;
  EVP_PKEY* key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(x), x.size());
  if (key == nullptr) return std::nullopt;
  return VerificationKey(key, SignatureAlgorithm::kEdDsa);
}

std::optional<VerificationKey> VerificationKey::P256(std::string_view x, std::string_view y) {
  if (x.size() != kP256CoordinateBytes || y.size() != kP256CoordinateBytes) return std::nullopt;
  const std::string point = std::string("\x04") + std::string(x) + std::string(y);
  const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
  CAIRN_CHECK(parts != nullptr);
  CAIRN_CHECK(OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                              0) == 1);
  CAIRN_CHECK(OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1);
  EVP_PKEY* key = PublicKeyFrom("EC", parts.get());
  if (key == nullptr) return std::nullopt;
  return VerificationKey(key, SignatureAlgorithm::kEs256);
}

std::optional<VerificationKey> VerificationKey::Rsa(std::string_view n, std::string_view e,
                                                    SignatureAlgorithm algorithm) {
  const bool fits = n.size() >= kRsaModulusBytesMin && n.size() <= kRsaModulusBytesMax &&
                    static_cast<uint8_t>(n.front()) >= 0x80 && e == kRsaExponent;
  if (!fits) return std::nullopt;
  const OwnedNumber modulus = NumberFrom(n);
  const OwnedNumber exponent = NumberFrom(e);
  const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
  CAIRN_CHECK(parts != nullptr);
  CAIRN_CHECK(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1);
  CAIRN_CHECK(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1);
  EVP_PKEY* key = PublicKeyFrom("RSA", parts.get());
  if (key == nullptr) return std::nullopt;
  return VerificationKey(key, algorithm);
}

bool VerificationKey::Verify(std::string_view message, std::string_view signature) const {
  const bool is_ec = algorithm_ == SignatureAlgorithm::kEs256;
  const std::string der = is_ec ? DerOf(signature) : "";
  const std::string_view wanted = is_ec ? der : signature;
  if (wanted.empty()) return false;

  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  CAIRN_CHECK(context != nullptr);
  EVP_PKEY_CTX* key_context = nullptr;  // belongs to `context`
  const EVP_MD* digest = algorithm_ == SignatureAlgorithm::kEdDsa ? nullptr : EVP_sha256();
  CAIRN_CHECK(EVP_DigestVerifyInit(context.get(), &key_context, digest, nullptr, key_.get()) == 1);
  CAIRN_CHECK(algorithm_ != SignatureAlgorithm::kPs256 || UsePss(key_context));
  const bool good = EVP_DigestVerify(context.get(), Bytes(wanted), wanted.size(), Bytes(message),
                                     message.size()) == 1;
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace cairn
