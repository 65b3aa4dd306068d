// AppendQueue: what waits for the sequencer, bounded in number and bytes so that a burst is refused
// and not piled up in memory.
//
// Any thread pushes; one thread pops.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "absl/status/status.h"

#include "eventstore/base/mutex.h"
#include "eventstore/pending_append.h"

namespace cairn {

class AppendQueue {
 public:
  AppendQueue(size_t requests_max, size_t bytes_max)
      : requests_max_(requests_max), bytes_max_(bytes_max) {}

  // Takes `append`, or leaves it as it is and says why not:
  //   QUEUE_FULL   there is no room; what is queued will be answered first
  //   NOT_SERVING  the queue is closed
  absl::Status Push(PendingAppend& append);

  // Everything that waits, in order, up to the limits of one group; waits for the first. Empty once
  // the queue is closed and drained.
  std::vector<PendingAppend> PopGroup();

  // Nothing is taken any more; what waits can still be popped.
  void Close();

 private:
  // Adds it; `first` says whether nothing waited before.
  absl::Status Add(PendingAppend& append, bool& first);

  const size_t requests_max_;
  const size_t bytes_max_;
  Mutex mutex_;
  Condition not_empty_;
  std::deque<PendingAppend> waiting_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace cairn
