// What a test holds the log's thread with, so that something happens at a known moment and not
// after some time. Thread-safe.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"

namespace cairn {

// A door that lets nobody through until it is opened, and tells when somebody stands before it.
class Door {
 public:
  void WaitToPass() {
    MutexLock lock(mutex_);
    waiting_ = true;
    changed_.NotifyAll();
    while (!open_) changed_.Wait(mutex_);
  }
  void AwaitSomebody() {
    MutexLock lock(mutex_);
    while (!waiting_) changed_.Wait(mutex_);
  }
  void Open() {
    MutexLock lock(mutex_);
    open_ = true;
    changed_.NotifyAll();
  }

 private:
  Mutex mutex_;
  Condition changed_;
  bool open_ ABSL_GUARDED_BY(mutex_) = false;
  bool waiting_ ABSL_GUARDED_BY(mutex_) = false;
};

// The answers to several appends, in the order in which they were given.
class Answers {
 public:
  EventLog::Done Taker() {
    return [this](absl::StatusOr<Appended> answer) {
      MutexLock lock(mutex_);
      answers_.push_back(std::move(answer));
      changed_.NotifyAll();
    };
  }
  std::vector<absl::StatusOr<Appended>> Await(size_t count) {
    MutexLock lock(mutex_);
    while (answers_.size() < count) changed_.Wait(mutex_);
    return answers_;
  }

 private:
  Mutex mutex_;
  Condition changed_;
  std::vector<absl::StatusOr<Appended>> answers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace cairn
