// Recorder: the write path. Guard, request look-up, fold, rules, append; and again when another
// writer got in first. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/recording/draft.h"
#include "services/recording/record_cache.h"

namespace cairn {

class Recorder {
 public:
  struct Options {
    // Accept AppendEntriesRequest.simulated_time.
    bool simulated_clock = false;
  };

  // All must outlive the recorder.
  Recorder(EventLog& log, RecordCache& records, const Guard& guard, Clock& clock, Random& random,
           Options options)
      : log_(log),
        records_(records),
        guard_(guard),
        clock_(clock),
        random_(random),
        options_(options) {}

  // Carries out AppendEntries, proofs left out. `bulk`: links by source id may point forward.
  absl::StatusOr<v1::AppendEntriesResponse> Append(const Caller& caller,
                                                   const v1::AppendEntriesRequest& request,
                                                   bool bulk);

  // What became of a request of this caller. Fences it first if it has not landed, so that the
  // answer stays true.
  absl::StatusOr<v1::GetAppendOutcomeResponse> OutcomeOf(const Caller& caller,
                                                         const RequestId& request);

  // Appends one entry that the server itself states, e.g. RecordExported, and returns its event; a
  // repeat returns the first one. `make` is called with the record as it is, again after each
  // conflict; it always makes the same kind.
  absl::StatusOr<EventPtr> AppendOwn(const Caller& caller, const RecordId& record,
                                     const RequestId& request,
                                     const std::function<v1::Entry(const Record&)>& make);

 private:
  // The request as far as one attempt decided it.
  struct Attempt {
    std::vector<RecordDraft> drafts;
    AppendRequest append;
    // For each draft, its index in append.records; -1 when it adds nothing.
    std::vector<int> slots;
  };

  absl::StatusOr<Facts> FactsOf(const v1::AppendEntriesRequest& request, bool bulk);
  absl::StatusOr<v1::AppendEntriesResponse> Decide(const Caller& caller,
                                                   const v1::AppendEntriesRequest& request,
                                                   const Facts& facts);
  absl::StatusOr<Attempt> Draft(const Caller& caller, const v1::AppendEntriesRequest& request,
                                const Facts& facts);
  absl::StatusOr<RecordPtr> FindTarget(const Caller& caller, const v1::RecordEntries& entries);
  absl::Status TakeFreeName(const Caller& caller, RecordDraft& draft, RecordAppend& append);
  v1::AppendEntriesResponse Finish(const Attempt& attempt, const Appended& appended);
  absl::StatusOr<EventPtr> FindOwn(const RecordId& record, const RequestOutcome& outcome,
                                   v1::Entry::KindCase kind);
  absl::StatusOr<v1::AppendEntriesResponse> Repeat(const v1::AppendEntriesRequest& request,
                                                   const RequestOutcome& outcome);

  EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  Clock& clock_;
  Random& random_;
  const Options options_;
};

}  // namespace cairn
