#include "eventstore/keys/secret_bytes.h"

#include <cstring>
#include <utility>

#include <openssl/crypto.h>

namespace cairn {

SecretBytes::SecretBytes(size_t size) : bytes_(new uint8_t[size]()), size_(size) {}

SecretBytes::SecretBytes(std::string_view bytes) : SecretBytes(bytes.size()) {
  std::memcpy(bytes_.get(), bytes.data(), bytes.size());
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  Wipe();
  bytes_ = std::move(other.bytes_);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

void SecretBytes::Wipe() {
  if (bytes_) WipeMemory(bytes_.get(), size_);
  bytes_.reset();
  size_ = 0;
}

void WipeMemory(void* at, size_t size) { OPENSSL_cleanse(at, size); }

}  // namespace cairn
