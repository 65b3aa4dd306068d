#include "services/api/rpc.h"

#include <chrono>
#include <optional>
#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

// A client's clock and the time on the wire are not ours: this much more is no fault.
constexpr std::chrono::milliseconds kDeadlineSlack{1000};

absl::Status CheckDeadline(const grpc::ServerContextBase& context, int64_t deadline_max_ms) {
  using std::chrono::system_clock;
  const system_clock::time_point deadline = context.deadline();
  const bool none = deadline == system_clock::time_point::max();
  const auto latest =
      system_clock::now() + std::chrono::milliseconds(deadline_max_ms) + kDeadlineSlack;
  if (!none && deadline <= latest) return absl::OkStatus();
  return Refusal(
      v1::ERROR_REASON_DEADLINE_REQUIRED,
      absl::StrFormat("Every call must say how long it will wait, at most %d ms.", deadline_max_ms),
      {{"deadline_max_ms", absl::StrFormat("%d", deadline_max_ms)}});
}

std::optional<std::string_view> Authorization(const grpc::ServerContextBase& context) {
  const auto& metadata = context.client_metadata();
  if (metadata.count("authorization") != 1) return std::nullopt;  // two tell nobody who is calling
  const grpc::string_ref value = metadata.find("authorization")->second;
  return std::string_view(value.data(), value.size());
}

}  // namespace

absl::StatusOr<CallerPtr> Rpc::Begin(const grpc::ServerContextBase& context,
                                     int64_t deadline_max_ms) const {
  CAIRN_RETURN_IF_ERROR(CheckDeadline(context, deadline_max_ms));
  return guard_.Authenticate(Authorization(context));
}

Rpc::Opened Rpc::Open(const grpc::CallbackServerContext& context, int64_t deadline_max_ms) const {
  const int64_t begun_us = clock_.MonotonicMicros();
  return {.caller = Begin(context, deadline_max_ms),
          .end = [this, begun_us](const absl::Status& status) { return End(status, begun_us); }};
}

absl::Status Rpc::CheckReached(const v1::Position& wanted) const {
  const LogHead head = log_.Head();
  if (wanted.generation() != head.generation) {
    const bool before = wanted.generation() < head.generation;
    const Position shared = before ? LastShared(log_.forks(), wanted.generation()) : 0;
    if (shared > 0 && wanted.value() <= shared) return absl::OkStatus();
    return Refusal(v1::ERROR_REASON_HISTORY_RESTORED,
                   "The log was restored from a backup, and this position is not in it. Read again "
                   "from the fork; what came after it may be lost.",
                   {{"generation", absl::StrFormat("%d", head.generation)},
                    {"fork", absl::StrFormat("%d", shared)}});
  }
  if (wanted.value() > head.position) {
    return Refusal(v1::ERROR_REASON_POSITION_AHEAD,
                   "This log has never reached the position that you have seen. Tell whoever runs "
                   "the server: something that was recorded may be lost.",
                   {{"wanted", absl::StrFormat("%d", wanted.value())},
                    {"head", absl::StrFormat("%d", head.position)}});
  }
  return absl::OkStatus();
}

v1::Position Rpc::Head() const {
  const LogHead head = log_.Head();
  return ToPosition(head.generation, head.position);
}

grpc::Status Rpc::End(const absl::Status& status, int64_t begun_us) const {
  if (!status.ok()) {
    LogInfo("refused", {{"status", status}, {"took_us", clock_.MonotonicMicros() - begun_us}});
  }
  return ToGrpcStatus(status);
}

}  // namespace cairn
