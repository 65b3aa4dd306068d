#include "eventstore/ledger/signing_key_file.h"

#include <optional>

#include <openssl/crypto.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/private_file.h"

namespace cairn {
namespace {

constexpr std::string_view kPrefix = "PRIVATE+KEY+";
constexpr char kSigningType = 0x01;
constexpr size_t kFileBytesMax = 1024;

// Overwrites what held key material, whichever way its scope is left.
class Wiped {
 public:
  explicit Wiped(std::string& secret) : secret_(secret) {}
  ~Wiped() { OPENSSL_cleanse(secret_.data(), secret_.size()); }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;

 private:
  std::string& secret_;
};

// name "+" hex(key_id): what the file has in common with the vkey.
std::string_view NameAndKeyId(std::string_view vkey) {
  return vkey.substr(0, vkey.find('+', vkey.find('+') + 1));
}

std::string FileText(const NoteSigner& signer, std::string_view seed) {
  std::string key(1, kSigningType);
  const Wiped wiped(key);
  key += seed;
  std::string base64 = ToBase64(key);
  const Wiped wiped_too(base64);
  return absl::StrFormat("%s%s+%s\n", kPrefix, NameAndKeyId(signer.vkey()), base64);
}

absl::Status Damaged(const std::string& path) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, "The signing key file is damaged.",
                 {{"path", path}});
}

}  // namespace

absl::StatusOr<NoteSigner> CreateSigningKey(const std::string& path, std::string_view name,
                                            Random& random) {
  std::string seed = random.Bytes(NoteSigner::kSeedSize);
  const Wiped wiped(seed);
  CAIRN_ASSIGN_OR_RETURN(NoteSigner signer, NoteSigner::FromSeed(name, seed));
  std::string text = FileText(signer, seed);
  const Wiped wiped_too(text);
  CAIRN_RETURN_IF_ERROR(CreatePrivateFile(path, text));
  return signer;
}

absl::StatusOr<NoteSigner> LoadSigningKey(const std::string& path) {
  CAIRN_ASSIGN_OR_RETURN(std::string text, ReadPrivateFile(path, kFileBytesMax));
  const Wiped wiped(text);
  if (!text.starts_with(kPrefix) || !text.ends_with('\n')) return Damaged(path);
  const std::string_view rest = std::string_view(text).substr(kPrefix.size());
  const std::string_view named = NameAndKeyId(rest);
  if (named.size() >= rest.size()) return Damaged(path);
  const std::string_view base64 = rest.substr(named.size() + 1, rest.size() - named.size() - 2);
  std::optional<std::string> key = FromBase64(base64);
  if (!key) return Damaged(path);
  const Wiped wiped_too(*key);
  if (key->empty() || key->front() != kSigningType) return Damaged(path);
  absl::StatusOr<NoteSigner> signer =
      NoteSigner::FromSeed(named.substr(0, named.find('+')), std::string_view(*key).substr(1));
  // The key id is a checksum over name and key.
  if (!signer.ok() || NameAndKeyId(signer->vkey()) != named) return Damaged(path);
  return signer;
}

}  // namespace cairn
