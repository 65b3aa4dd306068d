// Bytes that nobody else may see: a key, or what a key is derived from. Wiped when they go.
//
// Move-only, so that a secret is in one place; whoever shares one says so with a shared_ptr.
// Not synchronised: reading from several threads is safe, moving is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace cairn {

class SecretBytes {
 public:
  // No bytes at all.
  SecretBytes() = default;
  // `size` zero bytes, to be filled through data().
  explicit SecretBytes(size_t size);
  // A copy of `bytes`; the caller wipes the original.
  explicit SecretBytes(std::string_view bytes);
  ~SecretBytes() { Wipe(); }

  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  uint8_t* data() { return bytes_.get(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.get()), size_}; }
  size_t size() const { return size_; }

 private:
  // Overwrites the bytes in a way that the compiler may not leave out, and lets them go.
  void Wipe();

  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
};

// Overwrites `size` bytes at `at`, for secrets that passed through something else.
void WipeMemory(void* at, size_t size);

}  // namespace cairn
