#include "services/recording/recorder.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"
#include "services/recording/append_shape.h"
#include "services/recording/receipts.h"
#include "services/recording/repeat.h"

namespace cairn {
namespace {

// Who may wait for one record: more than ever write to a child at once, and little enough that what
// they sent is not much to hold.
constexpr size_t kWaitingForARecordMax = 512;

absl::Status TooManyWait() {
  return Refusal(v1::ERROR_REASON_QUEUE_FULL,
                 "Too many write to the same record at once. Wait a moment, and repeat with the "
                 "same request id.");
}

absl::Status TooManyAtWork() {
  return Refusal(v1::ERROR_REASON_QUEUE_FULL,
                 "Too much is being recorded at once. Wait a moment, and repeat with the same "
                 "request id.");
}

// Whether another attempt may end otherwise: somebody else got in between our reading and the
// commit. Exact expectations are checked again by the next attempt, against the record as it is;
// and who may know that it was erased is for the guard to say.
bool LostRace(const absl::Status& status) {
  const v1::ErrorReason reason = ReasonOf(status);
  return absl::IsAborted(status) || reason == v1::ERROR_REASON_CLAIM_TAKEN ||
         reason == v1::ERROR_REASON_RECORD_ERASED;
}

RequestKey KeyOf(const Caller& caller, const v1::AppendEntriesRequest& request) {
  return {caller.id, *RequestId::FromBytes(request.request_id())};
}

// What takes turns: the records whose writer minds no version. Whoever names a version is told at
// once that it has passed.
Turns::Keys TurnKeys(const v1::AppendEntriesRequest& request) {
  Turns::Keys keys;
  for (const v1::RecordEntries& entries : request.records()) {
    if (entries.expected().any()) keys.push_back(entries.record_id());
  }
  return keys;
}

}  // namespace

absl::StatusOr<Facts> Recorder::FactsOf(const v1::AppendEntriesRequest& request, bool bulk) {
  int64_t now_us = clock_.NowMicros();
  if (request.has_simulated_time()) {
    if (!options_.simulated_clock) {
      return Refusal(v1::ERROR_REASON_SIMULATED_TIME_OFF,
                     "This server records its own time. Only a demonstration server takes the time "
                     "from its clients.");
    }
    now_us = ToMicros(request.simulated_time());
  }
  return Facts{.now_us = now_us, .today = DayOfMicros(now_us), .bulk = bulk};
}

absl::Status Recorder::CheckMayAppend(Call& call) {
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(*call.caller, Action::kAppend).status());
  CAIRN_ASSIGN_OR_RETURN(call.facts, FactsOf(call.request, call.facts.bulk));
  return absl::OkStatus();
}

void Recorder::Append(CallerPtr caller, const v1::AppendEntriesRequest& request,
                      v1::AppendEntriesResponse& response, bool bulk, Done done) {
  if (!bulk && appends_at_work_.fetch_add(1) >= options_.appends_at_once_max) {
    appends_at_work_.fetch_sub(1);
    return done(TooManyAtWork());
  }
  // Owned by what runs in the lane: a pointer fits into a function without memory of its own.
  auto* const call = new Call{.caller = std::move(caller),
                              .request = request,
                              .response = response,
                              .done = std::move(done),
                              .facts = {.bulk = bulk}};
  lanes_.Run(request.request_id(), [this, call] { Begin(CallPtr(call)); });
}

void Recorder::Begin(CallPtr call) {
  // Without a sound frame there may be no id to look up.
  if (const std::vector<v1::Fault> faults = CheckAppendShape(call->request); !faults.empty()) {
    return End(*call, InvalidRequest(faults));
  }
  if (const absl::Status may = CheckMayAppend(*call); !may.ok()) return Answer(*call, may);
  const bool behind_others = !turns_.idle() && turns_.IsAnyTaken(TurnKeys(call->request));
  behind_others ? TakeTurn(std::move(call)) : Try(std::move(call));
}

void Recorder::TakeTurn(CallPtr call) {
  call->in_turn = true;
  // What was drafted before is decided anew; nobody holds records in memory while they queue.
  call->drafts.clear();
  Call* const waiting = call.release();
  const auto start = [this, waiting] {
    lanes_.Run(waiting->request.request_id(), [this, waiting] { Try(CallPtr(waiting)); });
  };
  // Once it is taken, the call may have ended already.
  if (turns_.TryTakeAll(TurnKeys(waiting->request), kWaitingForARecordMax, start)) return;
  call.reset(waiting);
  call->in_turn = false;
  Answer(*call, TooManyWait());
}

void Recorder::Try(CallPtr call) {
  ++call->attempts;
  absl::StatusOr<RequestDraft> draft = drafter_.Draft(*call->caller, call->request, call->facts);
  if (!draft.ok()) return Answer(*call, draft.status());
  call->drafts = std::move(draft->records);
  if (call->request.validate_only()) return Answer(*call, absl::OkStatus());
  draft->append.request = KeyOf(*call->caller, call->request);
  Call* const waiting = call.release();  // the log's until it answers
  log_.Append(draft->append, [this, waiting](absl::StatusOr<Appended> appended) {
    waiting->appended = std::move(appended);
    // The log's thread has others to answer: what is left to do here is a lane's.
    lanes_.Run(waiting->request.request_id(), [this, waiting] { Continue(CallPtr(waiting)); });
  });
}

void Recorder::Continue(CallPtr call) {
  const absl::StatusOr<Appended>& appended = call->appended;
  if (!appended.ok()) {
    const bool again = LostRace(appended.status()) && call->attempts < limits::kAppendAttemptsMax;
    if (!again) return Answer(*call, appended.status());
    return call->in_turn ? Try(std::move(call)) : TakeTurn(std::move(call));
  }
  if (appended->repeated) return End(*call, Repeat(*call, *appended));
  Finish(*call, *appended);
  End(*call, absl::OkStatus());
}

void Recorder::Answer(Call& call, const absl::Status& status) {
  const absl::StatusOr<std::optional<RequestOutcome>> outcome =
      log_.Find(KeyOf(*call.caller, call.request));
  if (!outcome.ok()) return End(call, outcome.status());
  if (*outcome) return End(call, Repeat(call, **outcome));
  if (status.ok()) Finish(call, {});
  End(call, status);
}

void Recorder::End(Call& call, const absl::Status& status) {
  // First: once the call is answered, nobody promises that this recorder is still there.
  if (call.in_turn) turns_.EndAll(TurnKeys(call.request));
  if (!call.facts.bulk) appends_at_work_.fetch_sub(1);
  call.done(status);
}

void Recorder::FinishRecord(RecordDraft& draft, std::span<const AppendedEvent> events,
                            int64_t recorded_at_us, uint32_t generation,
                            v1::RecordReceipts& receipts) {
  for (v1::Finding& finding : draft.findings) *receipts.add_findings() = std::move(finding);
  RecordPtr after = draft.before;
  if (!events.empty()) {
    after = AfterAppend(draft, events, recorded_at_us);
    records_.Remember(after);
  }
  if (after->exists()) receipts.set_record_id(after->id.ToBytes());
  Version next_version = draft.before->version() + 1;
  for (const EventPtr& known : draft.known) {
    // Nothing was written: there is no receipt but for what was there before.
    if (events.empty() && (!known || known->position == 0)) continue;
    const Version version = known ? known->version : next_version++;
    v1::Receipt& receipt = *receipts.add_receipts();
    FillReceipt(*after->events[version - 1], generation, receipt);
    receipt.set_already_recorded(known != nullptr);
  }
}

void Recorder::Finish(Call& call, const Appended& appended) {
  const uint32_t generation = log_.Head().generation;
  size_t next = 0;
  for (RecordDraft& draft : call.drafts) {
    const size_t count = appended.events.empty() ? 0 : draft.fresh.size();
    FinishRecord(draft, std::span(appended.events).subspan(next, count), appended.recorded_at_us,
                 generation, *call.response.add_records());
    next += count;
  }
  if (next == 0) return;
  *call.response.mutable_position() = ToPosition(generation, appended.events.back().position);
}

absl::Status Recorder::Repeat(Call& call, const RequestOutcome& outcome) {
  CAIRN_ASSIGN_OR_RETURN(call.response,
                         RepeatedResponse(call.request, outcome, records_, log_.Head().generation));
  return absl::OkStatus();
}

absl::StatusOr<v1::GetAppendOutcomeResponse> Recorder::OutcomeOf(const Caller& caller,
                                                                 const RequestId& request) {
  const RequestKey key{caller.id, request};
  std::optional<RequestOutcome> outcome;
  if (const absl::Status may = guard_.Authorise(caller, Action::kAppend).status(); may.ok()) {
    CAIRN_ASSIGN_OR_RETURN(outcome, log_.AppendAndWait({.request = key, .fence = true}));
  } else {
    CAIRN_ASSIGN_OR_RETURN(outcome, log_.Find(key));
    if (!outcome) return may;
  }
  v1::GetAppendOutcomeResponse response;
  if (outcome->fenced) {
    response.set_fenced(true);
    return response;
  }
  CAIRN_ASSIGN_OR_RETURN(*response.mutable_appended(),
                         ReceiptsOf(*outcome, records_, log_.Head().generation));
  return response;
}

absl::StatusOr<EventPtr> Recorder::FindOwn(const RecordId& record_id, const RequestOutcome& outcome,
                                           v1::Entry::KindCase kind) {
  if (outcome.fenced) return RequestFenced();
  const bool one_here = outcome.events.size() == 1 && outcome.events.front().record == record_id;
  if (!one_here) return RequestIdReused();
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(record_id));
  const EventPtr& event = record->events[outcome.events.front().version - 1];
  // Of a content that is gone the request id alone says that it was the same.
  const bool another = event->recorded && event->recorded->entry().kind_case() != kind;
  if (another || event->removal) return RequestIdReused();
  return event;
}

absl::StatusOr<EventPtr> Recorder::AppendOwn(const Caller& caller, const RecordId& record_id,
                                             const RequestId& request,
                                             const std::function<v1::Entry(const Record&)>& make) {
  const Turns::Keys keys{record_id.bytes()};
  for (int attempt = 1;; ++attempt) {
    const bool in_turn = attempt > 1;
    if (in_turn) turns_.AwaitAll(keys);
    absl::StatusOr<EventPtr> own = TryOwn(caller, record_id, {caller.id, request}, make);
    if (in_turn) turns_.EndAll(keys);
    if (own.ok() || !LostRace(own.status()) || attempt == limits::kAppendAttemptsMax) return own;
  }
}

absl::StatusOr<EventPtr> Recorder::TryOwn(const Caller& caller, const RecordId& record_id,
                                          const RequestKey& key,
                                          const std::function<v1::Entry(const Record&)>& make) {
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(record_id));
  const v1::Entry entry = make(*record);
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestOutcome> outcome, log_.Find(key));
  if (outcome) return FindOwn(record_id, *outcome, entry.kind_case());

  RecordDraft draft{.before = record};
  draft.fresh.push_back(ToRecorded(entry, caller));
  AppendRequest append{.request = key};
  CAIRN_ASSIGN_OR_RETURN(append.records.emplace_back(), ToAppend(draft));
  // Stays among the simulated times instead of jumping to today's.
  if (options_.simulated_clock) append.simulated_now_us = record->recorded_at_us();
  CAIRN_ASSIGN_OR_RETURN(const Appended appended, log_.AppendAndWait(append));
  return FindOwn(record_id, appended, entry.kind_case());
}

}  // namespace cairn
