// Eraser: removes the content of a record or of one entry. Decides on the record as it is at one
// version, and the log takes the removal at exactly that version: whatever came in between, a legal
// hold above all, makes it decide again. It takes turns with those who write to the record
// (services/recording/turns.h), so that it does not lose to them again and again. Thread-safe.
#pragma once

#include <functional>
#include <optional>

#include "absl/status/statusor.h"

#include "cairn/v1/admin_service.pb.h"

#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/recording/turns.h"
#include "services/records/record_cache.h"

namespace cairn {

class Eraser {
 public:
  struct Options {
    // The times of the log are those of a demonstration.
    bool simulated_clock = false;
    // Lets go of whatever else was computed from the record and stays in memory.
    std::function<void(const RecordId&)> forget = [](const RecordId&) {};
  };

  // All must outlive the eraser. `turns` are those of the recorder.
  Eraser(EventLog& log, RecordCache& records, const Guard& guard, Turns& turns, Options options)
      : log_(log), records_(records), guard_(guard), turns_(turns), options_(std::move(options)) {}

  // Carries out EraseRecord and waits for it. Refuses as admin_service.proto says, with every fault
  // of the request by field path, and as CheckErasure (services/rules/governance/erasure_rules.h).
  absl::StatusOr<v1::EraseRecordResponse> Erase(const Caller& caller,
                                                const v1::EraseRecordRequest& request);

 private:
  // The request, once its shape is sound.
  struct Order {
    RecordId record;
    std::optional<EventId> target;
    v1::ErasureAuthority authority;
    Version expected;  // 0: any
    RequestKey key;
  };

  static absl::StatusOr<Order> OrderOf(const Caller& caller, const v1::EraseRecordRequest& request);
  static ErasureBody BodyOf(const Order& order);
  absl::StatusOr<AppendRequest> Decide(const Caller& caller, const Order& order);
  // Decides and removes, again for as long as somebody gets in between; in its turn at the record
  // once others wait for theirs, or one got in.
  absl::StatusOr<v1::EraseRecordResponse> Remove(const Caller& caller, const Order& order);
  absl::StatusOr<v1::EraseRecordResponse> Repeat(const Order& order, const RequestOutcome& outcome);
  // `refusal`, unless a copy of the request has landed meanwhile: then that one counts.
  absl::StatusOr<v1::EraseRecordResponse> Refuse(const Order& order, const absl::Status& refusal);

  EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  Turns& turns_;
  const Options options_;
};

}  // namespace cairn
