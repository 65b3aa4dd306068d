// Randomness as a seam: ids and keys come from here, so that tests can repeat them.
#pragma once

#include <cstddef>
#include <string>

#include "eventstore/base/ids.h"

namespace cairn {

// Thread-safe in every implementation.
class Random {
 public:
  virtual ~Random() = default;
  // Fills `size` bytes at `out`.
  virtual void Fill(void* out, size_t size) = 0;

  // `size` random bytes.
  std::string Bytes(size_t size) {
    std::string bytes(size, '\0');
    Fill(bytes.data(), size);
    return bytes;
  }
  // A fresh id of any kind: random.NewId<EventId>().
  template <typename AnyId>
  AnyId NewId() {
    std::array<uint8_t, AnyId::kSize> bytes;
    Fill(bytes.data(), bytes.size());
    return AnyId(bytes);
  }
};

// getrandom(2): fit for keys. Stops the process if the kernel cannot answer.
class SystemRandom final : public Random {
 public:
  void Fill(void* out, size_t size) override;
};

}  // namespace cairn
