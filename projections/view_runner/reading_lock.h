// A lock that many readers share and one writer has alone, as ThreadSanitizer understands it. A
// writer that waits lets no further reader in, so that readers who never stop coming cannot hold it
// up; for the same reason a thread that reads must not begin to read again.
#pragma once

#include <cstdint>
#include <utility>

#include "absl/base/thread_annotations.h"

#include "eventstore/base/mutex.h"

namespace cairn {

class ReadingLock {
 public:
  void LockShared() {
    MutexLock lock(mutex_);
    while (writing_ || writers_waiting_ > 0) changed_.Wait(mutex_);
    ++readers_;
  }
  void UnlockShared() {
    MutexLock lock(mutex_);
    if (--readers_ == 0) changed_.NotifyAll();
  }
  void Lock() {
    MutexLock lock(mutex_);
    ++writers_waiting_;
    while (writing_ || readers_ > 0) changed_.Wait(mutex_);
    --writers_waiting_;
    writing_ = true;
  }
  void Unlock() {
    MutexLock lock(mutex_);
    writing_ = false;
    changed_.NotifyAll();
  }

 private:
  Mutex mutex_;
  Condition changed_;
  int readers_ ABSL_GUARDED_BY(mutex_) = 0;
  int writers_waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
};

// Reads as long as it lives. Move-only.
class SharedReadingLock {
 public:
  explicit SharedReadingLock(ReadingLock& lock) : lock_(&lock) { lock_->LockShared(); }
  ~SharedReadingLock() {
    if (lock_ != nullptr) lock_->UnlockShared();
  }
  SharedReadingLock(SharedReadingLock&& other) noexcept
      : lock_(std::exchange(other.lock_, nullptr)) {}
  SharedReadingLock& operator=(SharedReadingLock&&) = delete;

 private:
  ReadingLock* lock_;
};

// Writes as long as it lives.
class WritingLock {
 public:
  explicit WritingLock(ReadingLock& lock) : lock_(lock) { lock_.Lock(); }
  ~WritingLock() { lock_.Unlock(); }
  WritingLock(const WritingLock&) = delete;
  WritingLock& operator=(const WritingLock&) = delete;

 private:
  ReadingLock& lock_;
};

// A mutex whose waiting threads have it in the order in which they came: a thread that takes it
// again and again holds nobody up.
class ABSL_LOCKABLE FairMutex {
 public:
  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() {
    MutexLock lock(mutex_);
    const uint64_t mine = last_++;
    while (next_ != mine) changed_.Wait(mutex_);
  }
  void Unlock() ABSL_UNLOCK_FUNCTION() {
    MutexLock lock(mutex_);
    ++next_;
    changed_.NotifyAll();
  }

 private:
  Mutex mutex_;
  Condition changed_;
  uint64_t last_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t next_ ABSL_GUARDED_BY(mutex_) = 0;
};

class ABSL_SCOPED_LOCKABLE FairMutexLock {
 public:
  explicit FairMutexLock(FairMutex& mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) : mutex_(mutex) {
    mutex_.Lock();
  }
  ~FairMutexLock() ABSL_UNLOCK_FUNCTION() { mutex_.Unlock(); }
  FairMutexLock(const FairMutexLock&) = delete;
  FairMutexLock& operator=(const FairMutexLock&) = delete;

 private:
  FairMutex& mutex_;
};

}  // namespace cairn
