// Turns: one piece of work at a time for each key, in the order in which it was given, without a
// thread that waits. What is written to one record takes turns, so that a later message of a stream
// is decided on what an earlier one wrote. Thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"

#include "eventstore/base/mutex.h"

namespace cairn {

class Turns {
 public:
  using Start = std::function<void()>;

  // Calls `start` once whoever took a turn at `key` before has ended it: in this thread, or in that
  // of the call of End. `start` must be short; its work ends with End(key), called exactly once.
  void Take(std::string_view key, Start start);
  void End(std::string_view key);

 private:
  // By the hash of the key: that two keys share a turn costs time and no more.
  using Waiting = std::list<Start>;

  Mutex mutex_;
  // A key that is here is somebody's turn; the list is who comes next.
  absl::flat_hash_map<size_t, Waiting> taken_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
