// Lanes: a fixed number of threads with a queue each. Work under one key always takes the same
// lane, so it is done in the order in which it came, while other work goes on beside it. The
// recorder's keys are request ids: what concerns one record is put in order by its turns (turns.h),
// not here.
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

// Thread-safe. The queues are bounded by their users: a call has one task here at a time, of single
// calls there are at most limits::kAppendsAtOnceMax, and of a stream's 256
// (BulkStream::kInFlightMax).
class Lanes {
 public:
  explicit Lanes(size_t count);
  // Finishes what is queued.
  ~Lanes();
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  // Runs `task` in the lane of `key`, after everything that was given to that lane before. Returns
  // at once; `task` must not wait for a commit or for another task.
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
