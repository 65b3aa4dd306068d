// What the last scrub that came to its end has found: a small file beside the log, so that it can
// be told after the server was started again. Losing it loses nothing else.
//
//   file := "CAIRNLS1" ‖ i64 ended_at ‖ u32 generation ‖ u64 size ‖ u64 events ‖ u64 bytes
//           ‖ u64 damages ‖ H(all before)[32]
//
// Thread-safe as long as one writes at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"

namespace cairn {

struct LastScrub {
  int64_t ended_at_us = 0;  // since 1970
  uint32_t generation = 0;
  uint64_t size = 0;
  uint64_t events = 0;
  uint64_t bytes = 0;
  uint64_t damages = 0;

  friend bool operator==(const LastScrub&, const LastScrub&) = default;
};

// Replaces the file, durably, all or nothing. kUnavailable if the system refuses.
absl::Status WriteLastScrub(const std::string& path, const LastScrub& scrub);
// Nothing if there is none, or if it is not whole: then nobody knows.
std::optional<LastScrub> ReadLastScrub(const std::string& path);

}  // namespace cairn
