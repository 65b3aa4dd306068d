#include "eventstore/storage/rocksdb_failure.h"

#include <array>
#include <cstdio>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"

namespace cairn {

void FailureLatch::Set(std::string_view what, const rocksdb::Status& why) {
  MutexLock lock(mutex_);
  if (!status_.ok()) return;
  status_ = Refusal(v1::ERROR_REASON_OUTCOME_UNKNOWN,
                    absl::StrFormat("The storage can no longer be written (%s: %s). Restart the "
                                    "server; repeat what was not answered.",
                                    what, why.ToString()));
  set_.store(true, std::memory_order_release);
}

absl::Status FailureLatch::status() const {
  MutexLock lock(mutex_);
  return status_;
}

void FailureListener::OnBackgroundError(rocksdb::BackgroundErrorReason /*reason*/,
                                        rocksdb::Status* error) {
  latch_->Set("background work failed", *error);
}

void FailureListener::OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/,
                                           rocksdb::Status /*error*/, bool* auto_recovery) {
  *auto_recovery = false;
}

void WarningLogger::Logv(const char* format, va_list arguments) {
  Logv(rocksdb::InfoLogLevel::INFO_LEVEL, format, arguments);
}

void WarningLogger::Logv(rocksdb::InfoLogLevel level, const char* format, va_list arguments) {
  if (level < rocksdb::InfoLogLevel::WARN_LEVEL || level >= rocksdb::InfoLogLevel::HEADER_LEVEL) {
    return;
  }
  std::array<char, 1024> line{};
  const int length = std::vsnprintf(line.data(), line.size(), format, arguments);
  if (length > 0) warn_(line.data());
}

}  // namespace cairn
