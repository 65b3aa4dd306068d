// What RocksDB tells its owner: failures in the background, and lines for its log.
// Thread-safe.
#pragma once

#include <atomic>
#include <cstdarg>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"

#include "eventstore/base/mutex.h"
#include "rocksdb/env.h"
#include "rocksdb/listener.h"
#include "rocksdb/status.h"

namespace cairn {

// Remembers the first failure of a storage for good.
class FailureLatch {
 public:
  void Set(std::string_view what, const rocksdb::Status& why);
  bool IsSet() const { return set_.load(std::memory_order_acquire); }
  // OUTCOME_UNKNOWN with the first failure, or OK.
  absl::Status status() const;

 private:
  std::atomic<bool> set_ = false;
  mutable Mutex mutex_;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

// Latches every background error and forbids RocksDB to recover from it in place: Resume can report
// success while every write fails (facebook/rocksdb#11643), so only a restart is trusted.
class FailureListener final : public rocksdb::EventListener {
 public:
  explicit FailureListener(std::shared_ptr<FailureLatch> latch) : latch_(std::move(latch)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason reason, rocksdb::Status error,
                            bool* auto_recovery) override;

 private:
  const std::shared_ptr<FailureLatch> latch_;
};

// Hands warnings on and keeps no file. RocksDB's own logger stops the process with an assertion
// when the disk is full (Debian's 7.8.3 is built with assertions).
class WarningLogger final : public rocksdb::Logger {
 public:
  explicit WarningLogger(std::function<void(std::string_view)> warn)
      : rocksdb::Logger(rocksdb::InfoLogLevel::WARN_LEVEL), warn_(std::move(warn)) {}

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override;
  void Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) override;

 private:
  const std::function<void(std::string_view)> warn_;
};

}  // namespace cairn
