#include "services/feed/feed_pumps.h"

#include <chrono>
#include <utility>

namespace cairn {
namespace {

// How late a heartbeat or a checkpoint may be noticed.
constexpr int64_t kLookUpMs = 200;
// A busy log grows thousands of times a second; whoever follows it is told in batches.
constexpr int64_t kPauseMs = 5;

}  // namespace

FeedPumps::FeedPumps(const EventLog& log, size_t joined_max) : log_(log), joined_max_(joined_max) {
  for (const Pace serves : {Pace::kNearHead, Pace::kFarBehind}) {
    threads_.emplace_back([this, serves] { Work(serves); });
  }
  threads_.emplace_back([this] { Listen(); });
}

FeedPumps::~FeedPumps() {
  {
    MutexLock lock(mutex_);
    closing_ = true;
    changed_.NotifyAll();
    closed_.NotifyAll();
  }
  log_.WakeWaiting();
  for (std::thread& thread : threads_) thread.join();
}

bool FeedPumps::Join(const std::shared_ptr<Pumped>& pumped) {
  MutexLock lock(mutex_);
  if (stopping_ || joined_.size() >= joined_max_) return false;
  joined_.emplace(pumped.get(), Joined{.pumped = pumped});
  return true;
}

void FeedPumps::Leave(Pumped* pumped) {
  std::shared_ptr<Pumped> last;  // its end may be ours to bring about, and not under the lock
  MutexLock lock(mutex_);
  const auto found = joined_.find(pumped);
  if (found == joined_.end()) return;
  last = std::move(found->second.pumped);
  joined_.erase(found);
}

void FeedPumps::Queue(Joined& joined) {
  if (joined.running) {
    joined.again = true;
  } else if (!joined.queued) {
    joined.queued = true;
    (joined.pace == Pace::kNearHead ? near_head_ : far_behind_).push_back(joined.pumped.get());
    changed_.NotifyAll();
  }
}

void FeedPumps::Wake(Pumped* pumped) {
  MutexLock lock(mutex_);
  const auto found = joined_.find(pumped);
  if (found != joined_.end()) Queue(found->second);
}

void FeedPumps::WakeAll() {
  MutexLock lock(mutex_);
  for (auto& [pumped, joined] : joined_) Queue(joined);
}

void FeedPumps::Stop() {
  std::vector<std::shared_ptr<Pumped>> all;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    for (auto& [pumped, joined] : joined_) all.push_back(joined.pumped);
  }
  for (const std::shared_ptr<Pumped>& pumped : all) pumped->Stop();
}

std::deque<Pumped*>* FeedPumps::QueueFor(Pace serves) {
  if (serves == Pace::kFarBehind && !far_behind_.empty()) return &far_behind_;
  return near_head_.empty() ? nullptr : &near_head_;
}

std::shared_ptr<Pumped> FeedPumps::TakeNext(Pace serves) {
  MutexLock lock(mutex_);
  while (!closing_) {
    std::deque<Pumped*>* const queue = QueueFor(serves);
    if (queue == nullptr) {
      changed_.Wait(mutex_);
      continue;
    }
    const auto found = joined_.find(queue->front());
    queue->pop_front();
    if (found == joined_.end() || !found->second.queued) continue;
    found->second.queued = false;
    found->second.running = true;
    return found->second.pumped;
  }
  return nullptr;
}

void FeedPumps::Work(Pace serves) {
  while (const std::shared_ptr<Pumped> next = TakeNext(serves)) {
    const Pace pace = next->Pump();
    MutexLock lock(mutex_);
    const auto found = joined_.find(next.get());
    if (found == joined_.end()) continue;
    found->second.pace = pace;
    found->second.running = false;
    if (std::exchange(found->second.again, false)) Queue(found->second);
  }
}

void FeedPumps::Listen() {
  Position seen = log_.Head().position;
  while (true) {
    log_.WaitFor(seen + 1, kLookUpMs, closing_);
    seen = log_.Head().position;
    WakeAll();
    // Of a log that has stopped nobody waits any more.
    const std::chrono::milliseconds pause(log_.Failure().ok() ? kPauseMs : kLookUpMs);
    MutexLock lock(mutex_);
    if (!closing_) closed_.WaitFor(mutex_, pause);
    if (closing_) return;
  }
}

}  // namespace cairn
