#include "services/recording/repeat.h"

#include <optional>

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "services/recording/receipts.h"

namespace cairn {
namespace {

// Walks the events of an outcome while the entries of the request are matched with them.
class Matcher {
 public:
  Matcher(const RequestOutcome& outcome, RecordCache& records, uint32_t generation)
      : outcome_(outcome), records_(records), generation_(generation) {}

  // The receipts for the entries of one record; nothing when they are not what was recorded.
  absl::StatusOr<std::optional<v1::RecordReceipts>> Match(const v1::RecordEntries& entries) {
    const std::optional<RecordId> id = TargetOf(entries);
    if (!id) return std::nullopt;
    CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(*id));
    v1::RecordReceipts receipts;
    receipts.set_record_id(id->ToBytes());
    for (const v1::Entry& entry : entries.entries()) {
      const EventPtr written = NextIn(*record);
      // What was removed since can no longer be compared; the request id alone answers for it.
      const bool matches = written && (!written->recorded || Holds(*written, entry));
      const EventPtr event = matches ? written : FindSameSource(*record, entry);
      if (!event || (event->recorded && !Holds(*event, entry))) return std::nullopt;
      v1::Receipt& receipt = *receipts.add_receipts();
      FillReceipt(*event, generation_, receipt);
      receipt.set_already_recorded(!matches);
      if (matches) ++next_;
    }
    return receipts;
  }

  bool AtEnd() const { return next_ == outcome_.events.size(); }

 private:
  std::optional<RecordId> TargetOf(const v1::RecordEntries& entries) const {
    if (!entries.record_id().empty()) return RecordId::FromBytes(entries.record_id());
    if (AtEnd()) return std::nullopt;
    return outcome_.events[next_].record;
  }

  EventPtr NextIn(const Record& record) const {
    if (AtEnd() || outcome_.events[next_].record != record.id) return nullptr;
    const Version version = outcome_.events[next_].version;
    return version <= record.events.size() ? record.events[version - 1] : nullptr;
  }

  const RequestOutcome& outcome_;
  RecordCache& records_;
  const uint32_t generation_;
  size_t next_ = 0;
};

}  // namespace

absl::Status RequestFenced() {
  return Refusal(v1::ERROR_REASON_REQUEST_FENCED,
                 "Somebody asked what became of this request before it arrived, and was told that "
                 "it never would. Send it under a new request id.");
}

absl::Status RequestIdReused() {
  return Refusal(v1::ERROR_REASON_REQUEST_ID_REUSED,
                 "This request id was used before for something else. Nothing was recorded now; "
                 "draw a new id for a new request.");
}

absl::StatusOr<v1::AppendEntriesResponse> RepeatedResponse(const v1::AppendEntriesRequest& request,
                                                           const RequestOutcome& outcome,
                                                           RecordCache& records,
                                                           uint32_t generation) {
  if (outcome.fenced) return RequestFenced();
  Matcher matcher(outcome, records, generation);
  v1::AppendEntriesResponse response;
  for (const v1::RecordEntries& entries : request.records()) {
    CAIRN_ASSIGN_OR_RETURN(std::optional<v1::RecordReceipts> receipts, matcher.Match(entries));
    if (!receipts) return RequestIdReused();
    *response.add_records() = *std::move(receipts);
  }
  if (!matcher.AtEnd()) return RequestIdReused();
  *response.mutable_position() = ToPosition(generation, outcome.events.back().position);
  response.set_repeated_request(true);
  return response;
}

absl::StatusOr<v1::AppendEntriesResponse> ReceiptsOf(const RequestOutcome& outcome,
                                                     RecordCache& records, uint32_t generation) {
  v1::AppendEntriesResponse response;
  v1::RecordReceipts* receipts = nullptr;
  for (const AppendedEvent& event : outcome.events) {
    if (!receipts || receipts->record_id() != event.record.bytes()) {
      receipts = response.add_records();
      receipts->set_record_id(event.record.ToBytes());
    }
    CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records.Load(event.record));
    FillReceipt(*record->events[event.version - 1], generation, *receipts->add_receipts());
  }
  *response.mutable_position() = ToPosition(generation, outcome.events.back().position);
  response.set_repeated_request(true);
  return response;
}

}  // namespace cairn
