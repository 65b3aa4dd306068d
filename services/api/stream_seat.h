// StreamSeat: room for so many of the calls that last long and hold a thread of the server.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"

namespace cairn {

// How soon a client that has gone, or a server that is stopping, is noticed.
inline constexpr int64_t kLookUpMs = 500;

// The refusal of one more than the server serves: TOO_MANY_STREAMS, with `at_most`.
inline absl::Status TooManyStreams(size_t at_most) {
  return Refusal(v1::ERROR_REASON_TOO_MANY_STREAMS,
                 "As many calls of this kind are open as this server has room for. Wait until one "
                 "has ended, or ask again and again instead.",
                 {{"at_most", absl::StrFormat("%d", at_most)}});
}

// One of `at_most` seats, if any was free, for as long as it lives. `taken` counts them and
// outlives it. Any thread.
class StreamSeat {
 public:
  StreamSeat(std::atomic<int>& taken, int at_most)
      : taken_(taken), free_(taken.fetch_add(1) < at_most) {}
  ~StreamSeat() { taken_.fetch_sub(1); }
  StreamSeat(const StreamSeat&) = delete;
  StreamSeat& operator=(const StreamSeat&) = delete;

  // Whether there was one.
  bool free() const { return free_; }

 private:
  std::atomic<int>& taken_;
  const bool free_;
};

}  // namespace cairn
