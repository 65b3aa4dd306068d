#include "services/administration/eraser.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"
#include "services/recording/repeat.h"
#include "services/rules/governance/erasure_rules.h"

namespace cairn {
namespace {

// The id in `bytes`; otherwise a fault.
template <typename Id>
Id ReadId(std::string_view bytes, std::string_view field, std::vector<v1::Fault>& faults) {
  const std::optional<Id> id = Id::FromBytes(bytes);
  if (id) return *id;
  faults.push_back(bytes.empty() ? ShapeFault(field, "REQUIRED", "This id is missing: 16 bytes.")
                                 : ShapeFault(field, "WRONG_LENGTH", "An id is 16 bytes."));
  return Id();
}

void CheckAuthority(int authority, std::vector<v1::Fault>& faults) {
  if (authority == v1::ERASURE_AUTHORITY_UNSPECIFIED) {
    faults.push_back(ShapeFault("authority", "REQUIRED",
                                "Say on what ground the content is removed: it is recorded."));
  } else if (!v1::ErasureAuthority_IsValid(authority)) {
    faults.push_back(
        ShapeFault("authority", "UNKNOWN_CODE", "This number is no ground that Cairn knows."));
  }
}

absl::Status CheckVersion(const Record& record, Version expected) {
  if (expected == 0 || expected == record.version()) return absl::OkStatus();
  const std::string prefix = "record." + ToHex(record.id.bytes());
  return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                 "Somebody else recorded something in the meantime. Read the record again and "
                 "decide again.",
                 {{prefix + ".expected", absl::StrFormat("%d", expected)},
                  {prefix + ".actual", absl::StrFormat("%d", record.version())}});
}

// A turn at one record, once it has waited for it.
class TurnAt {
 public:
  TurnAt(Turns& turns, const RecordId& record) : turns_(turns), keys_{record.bytes()} {
    turns_.AwaitAll(keys_);
  }
  ~TurnAt() { turns_.EndAll(keys_); }
  TurnAt(const TurnAt&) = delete;
  TurnAt& operator=(const TurnAt&) = delete;

 private:
  Turns& turns_;
  const Turns::Keys keys_;  // of an id that outlives it
};

v1::Receipt ReceiptOf(const AppendedEvent& event, int64_t recorded_at_us, uint32_t generation) {
  v1::Receipt receipt;
  *receipt.mutable_position() = ToPosition(generation, event.position);
  receipt.set_version(event.version);
  receipt.set_event_id(event.event_id.ToBytes());
  *receipt.mutable_recorded_time() = ToTimestamp(recorded_at_us);
  receipt.set_leaf_hash(std::string(HashBytes(event.leaf_hash)));
  return receipt;
}

}  // namespace

absl::StatusOr<Eraser::Order> Eraser::OrderOf(const Caller& caller,
                                              const v1::EraseRecordRequest& request) {
  std::vector<v1::Fault> faults;
  Order order;
  order.record = ReadId<RecordId>(request.record_id(), "record_id", faults);
  if (!request.event_id().empty()) {
    order.target = ReadId<EventId>(request.event_id(), "event_id", faults);
  }
  CheckAuthority(request.authority(), faults);
  order.authority = request.authority();
  order.expected = request.expected_version();
  order.key = {caller.id, ReadId<RequestId>(request.request_id(), "request_id", faults)};
  if (!faults.empty()) return InvalidRequest(faults);
  return order;
}

ErasureBody Eraser::BodyOf(const Order& order) {
  return {.record = order.record,
          .target = order.target.value_or(EventId()),
          .scope = order.target ? ErasureScope::kEntry : ErasureScope::kRecord,
          .authority = static_cast<uint16_t>(order.authority),
          .actor = order.key.caller};
}

absl::StatusOr<v1::EraseRecordResponse> Eraser::Repeat(const Order& order,
                                                       const RequestOutcome& outcome) {
  if (outcome.fenced) return RequestFenced();
  const bool one_here = outcome.events.size() == 1 && outcome.events[0].record == order.record;
  if (!one_here) return RequestIdReused();
  CAIRN_ASSIGN_OR_RETURN(
      const std::vector<StoredEvent> stored,
      log_.Read(order.record, outcome.events[0].version, Direction::kForward, 1));
  if (stored.empty() || stored[0].control != ControlBody(BodyOf(order))) return RequestIdReused();
  v1::EraseRecordResponse response;
  *response.mutable_receipt() =
      ReceiptOf(outcome.events[0], outcome.recorded_at_us, log_.Head().generation);
  response.set_repeated_request(true);
  return response;
}

absl::StatusOr<v1::EraseRecordResponse> Eraser::Refuse(const Order& order,
                                                       const absl::Status& refusal) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestOutcome> outcome, log_.Find(order.key));
  if (outcome) return Repeat(order, *outcome);
  return refusal;
}

absl::StatusOr<AppendRequest> Eraser::Decide(const Caller& caller, const Order& order) {
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(order.record));
  CAIRN_RETURN_IF_ERROR(guard_.AuthoriseRecord(caller, Action::kErase, *record).status());
  CAIRN_RETURN_IF_ERROR(CheckVersion(*record, order.expected));
  CAIRN_RETURN_IF_ERROR(CheckErasure(*record, order.target));
  AppendRequest append{.request = order.key};
  RecordAppend& removal = append.records.emplace_back();
  removal.record = order.record;
  removal.expected = record->version();
  removal.control = BodyOf(order);
  if (order.target) removal.claims_released = ClaimsFreedByErasure(*record, *order.target);
  if (options_.simulated_clock) append.simulated_now_us = record->recorded_at_us();
  return append;
}

absl::StatusOr<v1::EraseRecordResponse> Eraser::Erase(const Caller& caller,
                                                      const v1::EraseRecordRequest& request) {
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kErase).status());
  CAIRN_ASSIGN_OR_RETURN(const Order order, OrderOf(caller, request));
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestOutcome> earlier, log_.Find(order.key));
  if (earlier) return Repeat(order, *earlier);
  return Remove(caller, order);
}

absl::StatusOr<v1::EraseRecordResponse> Eraser::Remove(const Caller& caller, const Order& order) {
  std::optional<TurnAt> turn;
  for (int attempt = 1;; ++attempt) {
    const bool behind_others = turns_.IsAnyTaken({order.record.bytes()});
    if (!turn && (attempt > 1 || behind_others)) turn.emplace(turns_, order.record);
    const absl::StatusOr<AppendRequest> decided = Decide(caller, order);
    if (!decided.ok()) return Refuse(order, decided.status());
    const absl::StatusOr<Appended> appended = log_.AppendAndWait(*decided);
    // Also when the outcome is unknown: nothing that may be gone is served from memory.
    records_.Forget(order.record);
    options_.forget(order.record);
    if (appended.ok() && appended->repeated) return Repeat(order, *appended);
    if (appended.ok()) {
      v1::EraseRecordResponse response;
      *response.mutable_receipt() =
          ReceiptOf(appended->events[0], appended->recorded_at_us, log_.Head().generation);
      return response;
    }
    const bool again = absl::IsAborted(appended.status()) && attempt < limits::kAppendAttemptsMax;
    if (!again) return Refuse(order, appended.status());
  }
}

}  // namespace cairn
