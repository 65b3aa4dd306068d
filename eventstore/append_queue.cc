#include "eventstore/append_queue.h"

#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"

namespace cairn {

absl::Status AppendQueue::Push(PendingAppend& append) {
  bool first = false;
  CAIRN_RETURN_IF_ERROR(Add(append, first));
  // Outside the lock, or the log's thread would wake only to wait for it.
  if (first) not_empty_.NotifyOne();
  return absl::OkStatus();
}

absl::Status AppendQueue::Add(PendingAppend& append, bool& first) {
  MutexLock lock(mutex_);
  if (closed_) {
    return Refusal(v1::ERROR_REASON_NOT_SERVING,
                   "The server is stopping. Repeat with the same request id when it is back.");
  }
  if (waiting_.size() >= requests_max_ || bytes_ + append.bytes > bytes_max_) {
    return Refusal(v1::ERROR_REASON_QUEUE_FULL,
                   "Too much is being recorded at once. Wait a moment, and repeat with the same "
                   "request id.");
  }
  bytes_ += append.bytes;
  first = waiting_.empty();
  waiting_.push_back(std::move(append));
  return absl::OkStatus();
}

std::vector<PendingAppend> AppendQueue::PopGroup() {
  MutexLock lock(mutex_);
  while (waiting_.empty() && !closed_) not_empty_.Wait(mutex_);
  std::vector<PendingAppend> group;
  size_t group_bytes = 0;
  while (!waiting_.empty() && group.size() < limits::kGroupRequestsMax) {
    const size_t bytes = waiting_.front().bytes;
    if (!group.empty() && group_bytes + bytes > limits::kGroupBytesMax) break;
    group_bytes += bytes;
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  bytes_ -= group_bytes;
  return group;
}

void AppendQueue::Close() {
  MutexLock lock(mutex_);
  closed_ = true;
  not_empty_.NotifyAll();
}

}  // namespace cairn
