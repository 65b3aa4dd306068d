// Recorder: the write path. Guard, request look-up, fold, rules, append; and again when another
// writer got in first. Nobody waits for the disk in between: the log answers from its own thread,
// and a lane goes on from there. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/recording/draft.h"
#include "services/recording/lanes.h"
#include "services/recording/record_cache.h"

namespace cairn {

class Recorder {
 public:
  struct Options {
    // Accept AppendEntriesRequest.simulated_time.
    bool simulated_clock = false;
  };

  using Done = std::function<void(absl::StatusOr<v1::AppendEntriesResponse>)>;

  // All must outlive the recorder, and `lanes` every call of it. Answers are made in `lanes`.
  Recorder(EventLog& log, RecordCache& records, const Guard& guard, Lanes& lanes, Clock& clock,
           Random& random, Options options)
      : log_(log),
        records_(records),
        guard_(guard),
        lanes_(lanes),
        clock_(clock),
        random_(random),
        options_(options) {}

  // Carries out AppendEntries, proofs left out, and calls `done` exactly once, from this thread or
  // from a lane. `request` must stay until then. `bulk`: links by source id may point forward.
  void Append(const Caller& caller, const v1::AppendEntriesRequest& request, bool bulk, Done done);
  // The same, waiting for the answer. Not to be called from `lanes`.
  absl::StatusOr<v1::AppendEntriesResponse> AppendAndWait(const Caller& caller,
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

  // One call of Append, from its first attempt to its answer.
  struct Call {
    Caller caller;
    const v1::AppendEntriesRequest& request;
    Facts facts;
    Done done;
    int attempts = 0;
  };
  using CallPtr = std::shared_ptr<Call>;

  absl::StatusOr<Facts> FactsOf(const v1::AppendEntriesRequest& request, bool bulk);
  // Shape, role, time and first request look-up: an answer that is there already, or nothing.
  absl::StatusOr<std::optional<v1::AppendEntriesResponse>> Begin(Call& call, bool bulk);
  void Try(const CallPtr& call);
  void Continue(const CallPtr& call, Attempt& attempt, const absl::StatusOr<Appended>& appended);
  void Refuse(const Call& call, const absl::Status& refusal);
  absl::StatusOr<Attempt> Draft(const Caller& caller, const v1::AppendEntriesRequest& request,
                                const Facts& facts);
  absl::StatusOr<RecordPtr> FindTarget(const Caller& caller, const v1::RecordEntries& entries);
  absl::Status TakeFreeName(const Caller& caller, RecordDraft& draft, RecordAppend& append);
  // Takes what was drafted out of the attempt.
  v1::AppendEntriesResponse Finish(Attempt& attempt, const Appended& appended);
  absl::StatusOr<EventPtr> FindOwn(const RecordId& record, const RequestOutcome& outcome,
                                   v1::Entry::KindCase kind);
  absl::StatusOr<v1::AppendEntriesResponse> Repeat(const v1::AppendEntriesRequest& request,
                                                   const RequestOutcome& outcome);

  EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  Lanes& lanes_;
  Clock& clock_;
  Random& random_;
  const Options options_;
};

}  // namespace cairn
