#include "services/recording/repeat.h"

#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "services/recording/receipts.h"

namespace cairn {
namespace {

// Walks the entries of a request by what it did: where each one stands.
class Walk {
 public:
  Walk(const RequestOutcome& outcome, RecordCache& records, uint32_t generation)
      : outcome_(outcome), records_(records), generation_(generation) {}

  bool AtEnd() const {
    return written_ == outcome_.events.size() && known_ == outcome_.known.size();
  }

  // Goes on to the next entry; false if the request had no more.
  bool Next() {
    already_recorded_ = known_ < outcome_.known.size() && outcome_.known[known_].entry == entry_;
    if (already_recorded_) {
      const KnownEntry& known = outcome_.known[known_++];
      record_id_ = known.record;
      version_ = known.version;
    } else {
      if (written_ == outcome_.events.size()) return false;
      const AppendedEvent& event = outcome_.events[written_++];
      record_id_ = event.record;
      version_ = event.version;
    }
    ++entry_;
    return true;
  }

  // The record that the entry went to.
  const RecordId& record_id() const { return record_id_; }

  // The event that it is.
  absl::StatusOr<EventPtr> Event() {
    if (!record_ || record_->id != record_id_) {
      CAIRN_ASSIGN_OR_RETURN(record_, records_.Load(record_id_));
    }
    if (version_ > record_->version()) {
      return DamagedRow(absl::StrFormat("version %d of record %s, which a request names", version_,
                                        ToHex(record_id_.bytes())));
    }
    return record_->events[version_ - 1];
  }

  void AddReceipt(const RecordedEvent& event, v1::RecordReceipts& receipts) const {
    receipts.set_record_id(record_id_.ToBytes());
    v1::Receipt& receipt = *receipts.add_receipts();
    FillReceipt(event, generation_, receipt);
    receipt.set_already_recorded(already_recorded_);
  }

 private:
  const RequestOutcome& outcome_;
  RecordCache& records_;
  const uint32_t generation_;
  uint32_t entry_ = 0;
  size_t written_ = 0;
  size_t known_ = 0;
  bool already_recorded_ = false;
  RecordId record_id_;
  Version version_ = 0;
  RecordPtr record_;
};

// Whether the walk goes on through `entries`, as far as anybody can still tell; then their receipts
// are added.
absl::StatusOr<bool> Match(const v1::RecordEntries& entries, Walk& walk,
                           v1::RecordReceipts& receipts) {
  receipts.set_record_id(entries.record_id());
  for (const v1::Entry& entry : entries.entries()) {
    if (!walk.Next()) return false;
    const bool here =
        receipts.record_id().empty() || receipts.record_id() == walk.record_id().bytes();
    if (!here) return false;
    CAIRN_ASSIGN_OR_RETURN(const EventPtr event, walk.Event());
    // An erasure is no content that is gone: it never was an entry.
    if (event->removal || (event->recorded && !Holds(*event, entry))) return false;
    walk.AddReceipt(*event, receipts);
  }
  return true;
}

v1::AppendEntriesResponse EmptyResponse(const RequestOutcome& outcome, uint32_t generation) {
  v1::AppendEntriesResponse response;
  *response.mutable_position() = ToPosition(generation, outcome.events.back().position);
  response.set_repeated_request(true);
  return response;
}

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
  v1::AppendEntriesResponse response = EmptyResponse(outcome, generation);
  Walk walk(outcome, records, generation);
  for (const v1::RecordEntries& entries : request.records()) {
    CAIRN_ASSIGN_OR_RETURN(const bool matches, Match(entries, walk, *response.add_records()));
    if (!matches) return RequestIdReused();
  }
  if (!walk.AtEnd()) return RequestIdReused();
  return response;
}

absl::StatusOr<v1::AppendEntriesResponse> ReceiptsOf(const RequestOutcome& outcome,
                                                     RecordCache& records, uint32_t generation) {
  v1::AppendEntriesResponse response = EmptyResponse(outcome, generation);
  v1::RecordReceipts* receipts = nullptr;
  for (Walk walk(outcome, records, generation); walk.Next();) {
    CAIRN_ASSIGN_OR_RETURN(const EventPtr event, walk.Event());
    if (!receipts || receipts->record_id() != walk.record_id().bytes()) {
      receipts = response.add_records();
    }
    walk.AddReceipt(*event, *receipts);
  }
  return response;
}

}  // namespace cairn
