#include "clients/cpp/retry.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <thread>

#include "absl/strings/numbers.h"

#include "clients/cpp/refusal.h"

namespace cairn::client {
namespace {

// A server that asks for more than this is down for its callers: they should hear it now.
constexpr Milliseconds kAskedWaitMax{30'000};

double Draw(const RetryPolicy& policy) {
  if (policy.jitter) return policy.jitter();
  std::random_device device;
  return std::uniform_real_distribution<double>(0.0, 1.0)(device);
}

Milliseconds AskedWait(const absl::Status& failure) {
  const std::optional<std::string> asked = MetadataOf(failure, "retry_after_ms");
  int64_t wait_ms = 0;
  if (!asked || !absl::SimpleAtoi(*asked, &wait_ms) || wait_ms < 0) return Milliseconds(0);
  return std::min(kAskedWaitMax, Milliseconds(wait_ms));
}

}  // namespace

bool IsWorthRepeating(const absl::Status& status) {
  switch (ReasonOf(status)) {
    case v1::ERROR_REASON_QUEUE_FULL:
    case v1::ERROR_REASON_READS_NOT_NOTED:
    case v1::ERROR_REASON_TOO_MANY_STREAMS:
      return true;
    default:
      return status.code() == absl::StatusCode::kUnavailable;
  }
}

bool IsWorthResuming(const absl::Status& status, bool heard) {
  if (IsWorthRepeating(status)) return true;
  const bool reset = absl::IsInternal(status) || absl::IsUnknown(status);
  return heard && reset && !DetailOf(status);
}

Milliseconds BackOff(const RetryPolicy& policy, int failures, double draw) {
  Milliseconds bound = std::min(policy.first_wait, policy.longest_wait);
  for (int i = 1; i < failures && bound < policy.longest_wait; ++i) {
    bound = std::min(bound * 2, policy.longest_wait);
  }
  const auto half = bound / 2;
  return half +
         Milliseconds(static_cast<int64_t>(static_cast<double>((bound - half).count()) * draw));
}

Milliseconds WaitAfter(const RetryPolicy& policy, int failures, const absl::Status& failure) {
  return std::max(BackOff(policy, failures, Draw(policy)), AskedWait(failure));
}

void Sleep(const RetryPolicy& policy, Milliseconds wait) {
  if (policy.sleep) {
    policy.sleep(wait);
  } else {
    std::this_thread::sleep_for(wait);
  }
}

absl::Status RunWithRetries(const RetryPolicy& policy, Deadline deadline,
                            const std::function<absl::Status()>& attempt) {
  for (int failures = 1;; ++failures) {
    const absl::Status status = attempt();
    if (status.ok() || !IsWorthRepeating(status) || failures >= policy.attempts) return status;

    const Milliseconds wait = WaitAfter(policy, failures, status);
    if (std::chrono::system_clock::now() + wait >= deadline) return status;
    Sleep(policy, wait);
  }
}

}  // namespace cairn::client
