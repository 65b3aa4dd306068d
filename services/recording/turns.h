// Turns: one piece of work at a time for each key, in the order in which it was given, without a
// thread that waits. What is written to one record takes turns: messages of streams, so that a
// later one is decided on what an earlier one wrote, and appends that lost to another writer, so
// that they do not lose again and again (recorder.h). Thread-safe.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"

#include "eventstore/base/mutex.h"

namespace cairn {

class Turns {
 public:
  using Start = std::function<void()>;
  using Keys = std::vector<std::string_view>;

  // Calls `start` once whoever took a turn at `key` before has ended it: in this thread, or in that
  // of the call of End. `start` must be short; its work ends with End(key), called exactly once.
  void Take(std::string_view key, Start start);
  void End(std::string_view key);

  // The same for work that needs its turn at several keys at once; it ends with EndAll of the same
  // keys. They are taken in one order whoever asks, so two such works never wait for each other.
  void TakeAll(const Keys& keys, Start start);
  void EndAll(const Keys& keys);
  // TakeAll, unless about `waiting_max` wait for one of the keys already (a few more where several
  // threads ask at once): then false, and `start` is not kept.
  [[nodiscard]] bool TryTakeAll(const Keys& keys, size_t waiting_max, Start start);
  // TakeAll, waiting in this thread, on which nobody's turn may depend.
  void AwaitAll(const Keys& keys);

  // Whether nobody has a turn at any key. True a moment ago: for those who would rather wait behind
  // others than get in their way, and need not.
  bool idle() const { return count_.load(std::memory_order_relaxed) == 0; }
  // Whether somebody has a turn at one of `keys`. As idle().
  bool IsAnyTaken(const Keys& keys) const;
  // How many wait for the turn at `key` that somebody has. As idle().
  size_t WaitingAt(std::string_view key) const;

 private:
  // By the hash of the key: that two keys share a turn costs time and no more.
  using Place = size_t;
  using Waiting = std::list<Start>;
  struct Taking;

  // Each once, in the order in which they are taken.
  static std::vector<Place> PlacesOf(const Keys& keys);
  void TakePlace(Place place, Start start);
  void EndPlace(Place place);
  void TakeNext(const std::shared_ptr<Taking>& taking);

  mutable Mutex mutex_;
  // A place that is here is somebody's turn; the list is who comes next.
  absl::flat_hash_map<Place, Waiting> taken_ ABSL_GUARDED_BY(mutex_);
  std::atomic<size_t> count_ = 0;  // of what is taken
};

}  // namespace cairn
