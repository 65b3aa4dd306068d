// Lanes: a fixed number of threads with a queue each. Work for one record always takes the same
// lane, so it is done in the order in which it came, while other records go on beside it.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"

#include "eventstore/base/mutex.h"

namespace cairn {

// Thread-safe. The queues are bounded by their users: a stream keeps at most 256 tasks in flight.
class Lanes {
 public:
  explicit Lanes(size_t count);
  // Finishes what is queued.
  ~Lanes();
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  // Runs `task` in the lane of `key`, after everything that was given to that lane before.
  void Run(std::string_view key, std::function<void()> task);

 private:
  struct Lane {
    Mutex mutex;
    Condition changed;
    std::deque<std::function<void()>> tasks ABSL_GUARDED_BY(mutex);
    bool closing ABSL_GUARDED_BY(mutex) = false;
    std::thread thread;
  };

  static void Work(Lane& lane);

  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace cairn
