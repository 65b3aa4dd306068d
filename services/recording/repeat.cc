#include "services/recording/repeat.h"

#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"
#include "projections/record/position_and_time.h"
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

// Whether `entry` may be what became the event: of a content that is gone nobody can tell.
bool MayBe(const Record& record, Version version, const v1::Entry& entry) {
  if (version > record.version()) return false;
  const EventPtr& event = record.events[version - 1];
  return !event->recorded || Holds(*event, entry);
}

// The outcome with the entries for which nothing was written, where its row does not name them: the
// first rows held what was written alone. They are found by their source, as they were then.
absl::StatusOr<RequestOutcome> WithKnown(const v1::AppendEntriesRequest& request,
                                         RequestOutcome outcome, RecordCache& records) {
  size_t entries = 0;
  for (const v1::RecordEntries& part : request.records()) entries += part.entries_size();
  if (!outcome.known.empty() || outcome.events.size() >= entries) return outcome;
  uint32_t index = 0;
  size_t next = 0;
  for (const v1::RecordEntries& part : request.records()) {
    std::optional<RecordId> id = RecordId::FromBytes(part.record_id());
    if (!id && next < outcome.events.size()) id = outcome.events[next].record;
    if (!id) return outcome;
    const absl::StatusOr<RecordPtr> record = records.Load(*id);
    if (ReasonOf(record.status()) == v1::ERROR_REASON_RECORD_NOT_FOUND) return outcome;
    CAIRN_RETURN_IF_ERROR(record.status());
    for (const v1::Entry& entry : part.entries()) {
      const bool here = next < outcome.events.size() && outcome.events[next].record == *id;
      if (here && MayBe(**record, outcome.events[next].version, entry)) {
        ++next;
      } else if (const EventPtr same = FindSameSource(**record, entry)) {
        outcome.known.push_back({index, *id, same->version});
      }
      ++index;
    }
  }
  return outcome;
}

v1::AppendEntriesResponse EmptyResponse(const RequestOutcome& outcome, uint32_t generation) {
  v1::AppendEntriesResponse response;
  if (!outcome.events.empty()) {
    *response.mutable_position() = ToPosition(generation, outcome.events.back().position);
  }
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
  CAIRN_ASSIGN_OR_RETURN(const RequestOutcome whole, WithKnown(request, outcome, records));
  Walk walk(whole, records, generation);
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
