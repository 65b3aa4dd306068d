#include "eventstore/published_head.h"

#include <algorithm>
#include <chrono>

namespace cairn {

LogHead PublishedHead::Get() const {
  MutexLock lock(mutex_);
  return head_;
}

void PublishedHead::Publish(const LogHead& head) {
  MutexLock lock(mutex_);
  head_ = head;
  changed_.NotifyAll();
}

void PublishedHead::Stop(const absl::Status& why) {
  MutexLock lock(mutex_);
  if (failure_.ok()) failure_ = why;
  changed_.NotifyAll();
}

absl::Status PublishedHead::failure() const {
  MutexLock lock(mutex_);
  return failure_;
}

bool PublishedHead::WaitFor(Position position, int64_t wait_ms) const {
  static constexpr std::atomic<bool> kNever = false;
  return WaitFor(position, wait_ms, kNever);
}

bool PublishedHead::WaitFor(Position position, int64_t wait_ms,
                            const std::atomic<bool>& given_up) const {
  // How long a thread sleeps is not a time that anybody records, so it needs no Clock.
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  const auto deadline = steady_clock::now() + milliseconds(std::max<int64_t>(wait_ms, 0));
  MutexLock lock(mutex_);
  while (head_.position < position && failure_.ok() && !given_up) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds::zero()) break;
    changed_.WaitFor(mutex_, left);
  }
  return head_.position >= position;
}

void PublishedHead::WakeWaiting() const {
  MutexLock lock(mutex_);
  changed_.NotifyAll();
}

}  // namespace cairn
