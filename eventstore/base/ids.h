// The identifiers of the log as types of their own, so that one is never passed for another.
// Values; safe to share.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace cairn {

// 16 bytes drawn at random. `Tag` tells record ids, event ids, request ids and ledger ids apart.
template <typename Tag>
class Id {
 public:
  static constexpr size_t kSize = 16;

  constexpr Id() = default;
  explicit constexpr Id(const std::array<uint8_t, kSize>& bytes) : bytes_(bytes) {}

  // Nothing unless `bytes` is exactly 16 bytes long.
  static std::optional<Id> FromBytes(std::string_view bytes) {
    if (bytes.size() != kSize) return std::nullopt;
    Id id;
    std::memcpy(id.bytes_.data(), bytes.data(), kSize);
    return id;
  }

  std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), kSize}; }
  std::string ToBytes() const { return std::string(bytes()); }
  bool IsZero() const { return *this == Id(); }

  friend auto operator<=>(const Id&, const Id&) = default;

  template <typename H>
  friend H AbslHashValue(H state, const Id& id) {
    return H::combine(std::move(state), id.bytes_);
  }

 private:
  std::array<uint8_t, kSize> bytes_{};
};

using LedgerId = Id<struct LedgerIdTag>;    // one log, for ever; survives restores
using RecordId = Id<struct RecordIdTag>;    // one child, or one setting: a stream of the log
using EventId = Id<struct EventIdTag>;      // one sealing of one event
using RequestId = Id<struct RequestIdTag>;  // one attempt of one client
using IndexKey = Id<struct IndexKeyTag>;    // by which a leaf is found again

// Who sends a request id: the first 16 bytes of SHA-256(issuer ‖ 0 ‖ subject).
using CallerId = Id<struct CallerIdTag>;

// Order in the whole log, from 1, without gaps; equals the tree size that includes the event.
using Position = uint64_t;
// Order in one record, from 1, without gaps. 0 means "no event yet".
using Version = uint64_t;

}  // namespace cairn
