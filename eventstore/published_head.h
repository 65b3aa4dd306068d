// PublishedHead: the one place where the sequencer tells everyone else how far the log goes, and
// whether it still goes on. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/stored_event.h"

namespace cairn {

class PublishedHead {
 public:
  explicit PublishedHead(const LogHead& head) : head_(head) {}

  LogHead Get() const;
  // `head` is durable and witnessed.
  void Publish(const LogHead& head);

  // Nothing will be published any more. The first reason stays.
  void Stop(const absl::Status& why);
  // OK until Stop.
  absl::Status failure() const;

  // Whether the head is at or beyond `position`, waiting for it up to `wait_ms`, or until Stop.
  bool WaitFor(Position position, int64_t wait_ms) const;
  // As above, and ends at once when `given_up` becomes true: whoever sets it calls WakeWaiting
  // next.
  bool WaitFor(Position position, int64_t wait_ms, const std::atomic<bool>& given_up) const;
  void WakeWaiting() const;

 private:
  mutable Mutex mutex_;
  mutable Condition changed_;
  LogHead head_ ABSL_GUARDED_BY(mutex_);
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
