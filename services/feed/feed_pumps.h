// FeedPumps: the few threads that all subscriptions share. A subscription is pumped when something
// may have changed for it: the log grew, credit came, a message went out, or a moment passed. Who
// has nothing to say costs a look now and then; who says or reads much takes turns with the others,
// a message or a page at a time.
//
//   P1  Whoever is near the head of the log never waits for those who are far behind: one thread
//       serves nobody else.
//   P2  Whoever is far behind never waits for those who are near the head: the other thread serves
//       them as long as there is one, in the order in which they asked.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"

#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"

namespace cairn {

// How far a subscription is from what happens now.
enum class Pace { kNearHead, kFarBehind };

class Pumped {
 public:
  virtual ~Pumped() = default;
  // Says at most one message, if there is one to say and the last has gone, and looks at one page
  // at most to find it. Whoever has more to read wakes itself. Returns how far it is then. One
  // thread at a time.
  virtual Pace Pump() = 0;
  // The server is stopping: ends. Any thread.
  virtual void Stop() = 0;
};

// Thread-safe.
class FeedPumps {
 public:
  // `log` must outlive it. At most `joined_max` at once.
  FeedPumps(const EventLog& log, size_t joined_max);
  // Everybody must have left.
  ~FeedPumps();
  FeedPumps(const FeedPumps&) = delete;
  FeedPumps& operator=(const FeedPumps&) = delete;

  // False when there is no room, or the server is stopping. Kept until it leaves.
  bool Join(const std::shared_ptr<Pumped>& pumped);
  // It may be being pumped for the last time; it stays alive until that ends.
  void Leave(Pumped* pumped);
  // Pumps it soon, once more if it is being pumped now.
  void Wake(Pumped* pumped);

  // Ends all that are there, and lets nobody in any more.
  void Stop();

 private:
  struct Joined {
    std::shared_ptr<Pumped> pumped;
    Pace pace = Pace::kNearHead;
    bool queued = false;
    bool running = false;
    bool again = false;  // wanted while it was running
  };

  void Queue(Joined& joined) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void WakeAll();
  // Serves those near the head alone, or the others before them.
  void Work(Pace serves);
  // Waits for the next one that is to be pumped by a thread that serves such; null at the end.
  std::shared_ptr<Pumped> TakeNext(Pace serves);
  // The queue of which such a thread takes its next; null when there is nobody for it.
  std::deque<Pumped*>* QueueFor(Pace serves) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Listen();

  const EventLog& log_;
  const size_t joined_max_;
  Mutex mutex_;
  Condition changed_;
  Condition closed_;  // ends the pause of the thread that listens to the log
  absl::flat_hash_map<Pumped*, Joined> joined_ ABSL_GUARDED_BY(mutex_);
  // Some may have left.
  std::deque<Pumped*> near_head_ ABSL_GUARDED_BY(mutex_);
  std::deque<Pumped*> far_behind_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::atomic<bool> closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace cairn
