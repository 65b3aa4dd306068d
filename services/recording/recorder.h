// Recorder: the write path. Guard, fold, rules, append; and again when another writer got in first.
// Nobody waits for the disk in between: the log answers from its own thread, and a lane goes on
// from there. Thread-safe.
//
// What a request did before is for the log to say when it takes the request, which it looks up
// before anything else (event_log.h, L3). The recorder asks for it only before it answers without
// the log: when it refuses, and when it was only to validate. That holds for every refusal but
// that of the frame, without which there may be no id to look up; so also for those of the role and
// of the simulated time, which say what the caller may do now. Who is in doubt whether a write has
// landed, and may no longer write by the time they ask, would take "you may not" for "nothing was
// recorded". Receipts tell them nothing that they did not send; the id is looked up under who
// signed in, so they are nobody else's.
//
// Somebody who lost to another writer, and minds no version, waits for a turn at the record before
// the next attempt; so does whoever comes while others wait. Otherwise many writers of one record
// would lose all their attempts to each other. Who comes to a record that nobody waits for goes on
// at once; where too many wait, whoever comes is told QUEUE_FULL. So is who comes while too many
// single appends are at work: a burst is refused and not piled up in the lanes. Those of a stream
// are not counted, since a stream holds few and has the rest wait.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/recording/draft.h"
#include "services/recording/drafter.h"
#include "services/recording/lanes.h"
#include "services/recording/turns.h"
#include "services/records/record_cache.h"

namespace cairn {

class Recorder {
 public:
  struct Options {
    // Accept AppendEntriesRequest.simulated_time.
    bool simulated_clock = false;
    // Single appends at work at once.
    size_t appends_at_once_max = limits::kAppendsAtOnceMax;
  };

  using Done = std::function<void(const absl::Status&)>;

  // All must outlive the recorder, and `lanes` every call of it. Appends are worked on in `lanes`.
  Recorder(EventLog& log, RecordCache& records, const Guard& guard, Lanes& lanes, Clock& clock,
           Random& random, Options options)
      : log_(log),
        records_(records),
        guard_(guard),
        lanes_(lanes),
        clock_(clock),
        options_(options),
        drafter_(log, records, guard, random) {}

  // Carries out AppendEntries, proofs left out: puts the answer into `response`, which is empty,
  // and calls `done` exactly once, from a lane. `request` and `response` must stay until then, and
  // what a refusal leaves in `response` means nothing. `bulk`: it is one of a stream, whose links
  // by source id may point forward. One that is not may be refused at once, by this thread:
  //   QUEUE_FULL  too many are at work; nobody looked whether it had landed before
  void Append(CallerPtr caller, const v1::AppendEntriesRequest& request,
              v1::AppendEntriesResponse& response, bool bulk, Done done);

  // What became of a request of this caller. Fences it first if it has not landed, so that the
  // answer stays true; whoever may no longer append is told of what has landed alone, and otherwise
  // refused.
  absl::StatusOr<v1::GetAppendOutcomeResponse> OutcomeOf(const Caller& caller,
                                                         const RequestId& request);

  // Appends one entry that the server itself states, e.g. RecordExported, and returns its event; a
  // repeat returns the first one. `make` is called with the record as it is, again after each
  // conflict; it always makes the same kind.
  absl::StatusOr<EventPtr> AppendOwn(const Caller& caller, const RecordId& record,
                                     const RequestId& request,
                                     const std::function<v1::Entry(const Record&)>& make);

  // The turns at the records, by their ids: for whatever else writes to one and must not lose to
  // those who wait.
  Turns& turns() { return turns_; }

 private:
  // One call of Append, from its first attempt to its answer.
  struct Call {
    CallerPtr caller;
    const v1::AppendEntriesRequest& request;
    v1::AppendEntriesResponse& response;
    Done done;
    Facts facts;
    int attempts = 0;
    bool in_turn = false;
    // Of the last attempt, for each record of the request.
    std::vector<RecordDraft> drafts;
    absl::StatusOr<Appended> appended = absl::UnknownError("not asked");
  };
  using CallPtr = std::unique_ptr<Call>;

  absl::StatusOr<Facts> FactsOf(const v1::AppendEntriesRequest& request, bool bulk);
  // Role and time.
  absl::Status CheckMayAppend(Call& call);
  void Begin(CallPtr call);
  // Tries when it is this call's turn at its records; refuses it where too many wait for one.
  void TakeTurn(CallPtr call);
  void Try(CallPtr call);
  // With what the log answered.
  void Continue(CallPtr call);
  // Answers without the log, unless a copy of the request has landed: then that one counts.
  void Answer(Call& call, const absl::Status& status);
  // The only way out of a call that was taken.
  void End(Call& call, const absl::Status& status);
  // Puts the answer into the response. Takes what was drafted out of the call.
  void Finish(Call& call, const Appended& appended);
  void FinishRecord(RecordDraft& draft, std::span<const AppendedEvent> events,
                    int64_t recorded_at_us, uint32_t generation, v1::RecordReceipts& receipts);
  // One attempt of AppendOwn.
  absl::StatusOr<EventPtr> TryOwn(const Caller& caller, const RecordId& record,
                                  const RequestKey& key,
                                  const std::function<v1::Entry(const Record&)>& make);
  absl::StatusOr<EventPtr> FindOwn(const RecordId& record, const RequestOutcome& outcome,
                                   v1::Entry::KindCase kind);
  absl::Status Repeat(Call& call, const RequestOutcome& outcome);

  EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  Lanes& lanes_;
  Clock& clock_;
  const Options options_;
  Drafter drafter_;
  Turns turns_;
  // Those of streams not counted.
  std::atomic<size_t> appends_at_work_ = 0;
};

}  // namespace cairn
