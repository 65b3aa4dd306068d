#include "services/recording/recorder.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "services/recording/append_shape.h"
#include "services/recording/receipts.h"
#include "services/recording/repeat.h"

namespace cairn {
namespace {

bool IsNew(const v1::RecordEntries& entries) {
  return entries.expected().expected_case() == v1::ExpectedVersion::kMustNotExist;
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

// Every record that is not at the version its writer decided on.
absl::Status CheckVersions(const v1::AppendEntriesRequest& request,
                           const std::vector<RecordDraft>& drafts) {
  ErrorMetadata moved;
  for (int i = 0; i < request.records_size(); ++i) {
    const v1::ExpectedVersion& expected = request.records(i).expected();
    const RecordDraft& draft = drafts[i];
    const bool nothing_new = draft.fresh.empty() && draft.faults.empty();
    if (expected.expected_case() != v1::ExpectedVersion::kExactly || nothing_new ||
        expected.exactly() == draft.before->version()) {
      continue;
    }
    const std::string prefix = "record." + ToHex(draft.before->id.bytes());
    moved.emplace_back(prefix + ".expected", absl::StrFormat("%d", expected.exactly()));
    moved.emplace_back(prefix + ".actual", absl::StrFormat("%d", draft.before->version()));
  }
  if (moved.empty()) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                 "Somebody else recorded something in the meantime. Read the record again and "
                 "decide again.",
                 moved);
}

absl::Status CheckFaults(const std::vector<RecordDraft>& drafts) {
  std::vector<v1::Fault> faults;
  for (size_t i = 0; i < drafts.size(); ++i) {
    for (v1::Fault fault : drafts[i].faults) {
      fault.set_field(absl::StrFormat("records[%d].%s", i, fault.field()));
      faults.push_back(std::move(fault));
    }
  }
  return faults.empty() ? absl::OkStatus() : InvalidRequest(faults);
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

absl::Status Recorder::Begin(Call& call) {
  if (std::vector<v1::Fault> faults = CheckAppendShape(call.request); !faults.empty()) {
    return InvalidRequest(faults);
  }
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(*call.caller, Action::kAppend).status());
  CAIRN_ASSIGN_OR_RETURN(call.facts, FactsOf(call.request, call.facts.bulk));
  return absl::OkStatus();
}

void Recorder::Append(CallerPtr caller, const v1::AppendEntriesRequest& request,
                      v1::AppendEntriesResponse& response, bool bulk, Done done) {
  // Owned by what runs in the lane: a pointer fits into a function without memory of its own.
  auto* const call = new Call{.caller = std::move(caller),
                              .request = request,
                              .response = response,
                              .done = std::move(done),
                              .facts = {.bulk = bulk}};
  lanes_.Run(request.request_id(), [this, call] {
    CallPtr owned(call);
    const absl::Status begun = Begin(*owned);
    begun.ok() ? Try(std::move(owned)) : owned->done(begun);
  });
}

void Recorder::Try(CallPtr call) {
  ++call->attempts;
  const absl::StatusOr<AppendRequest> append = Draft(*call);
  if (!append.ok()) return Answer(*call, append.status());
  if (append->records.empty() || call->request.validate_only()) {
    return Answer(*call, absl::OkStatus());
  }
  Call* const waiting = call.release();  // the log's until it answers
  log_.Append(*append, [this, waiting](absl::StatusOr<Appended> appended) {
    waiting->appended = std::move(appended);
    // The log's thread has others to answer: what is left to do here is a lane's.
    lanes_.Run(waiting->request.request_id(), [this, waiting] { Continue(CallPtr(waiting)); });
  });
}

void Recorder::Continue(CallPtr call) {
  const absl::StatusOr<Appended>& appended = call->appended;
  if (!appended.ok()) {
    const bool again = LostRace(appended.status()) && call->attempts < limits::kAppendAttemptsMax;
    return again ? Try(std::move(call)) : Answer(*call, appended.status());
  }
  if (appended->repeated) return call->done(Repeat(*call, *appended));
  Finish(*call, *appended);
  call->done(absl::OkStatus());
}

void Recorder::Answer(Call& call, const absl::Status& status) {
  const absl::StatusOr<std::optional<RequestOutcome>> outcome =
      log_.Find(KeyOf(*call.caller, call.request));
  if (!outcome.ok()) return call.done(outcome.status());
  if (*outcome) return call.done(Repeat(call, **outcome));
  if (status.ok()) Finish(call, {});
  call.done(status);
}

absl::StatusOr<RecordPtr> Recorder::FindTarget(const Caller& caller,
                                               const v1::RecordEntries& entries) {
  if (!IsNew(entries)) {
    CAIRN_ASSIGN_OR_RETURN(RecordPtr record,
                           records_.Load(*RecordId::FromBytes(entries.record_id())));
    CAIRN_RETURN_IF_ERROR(guard_.AuthoriseAppend(caller, *record, entries.entries()).status());
    return record;
  }
  auto empty = std::make_shared<Record>();
  empty->id = random_.NewId<RecordId>();
  CAIRN_RETURN_IF_ERROR(guard_.AuthoriseAppend(caller, *empty, entries.entries()).status());

  // An import that is repeated under a new request id finds the record that it began.
  const v1::Source& source = entries.entries(0).source();
  if (!source.has_system() || !source.has_id()) return RecordPtr(std::move(empty));
  CAIRN_ASSIGN_OR_RETURN(
      const std::optional<RecordId> begun,
      log_.Find(SourceClaim(caller.setting.value_or(RecordId()), source.system(), source.id())));
  if (!begun) return RecordPtr(std::move(empty));
  return records_.Load(*begun);
}

absl::Status Recorder::TakeFreeName(const Caller& caller, RecordDraft& draft,
                                    RecordAppend& append) {
  if (!draft.claims.name_and_birth) return absl::OkStatus();
  const auto& [name, born] = *draft.claims.name_and_birth;
  for (int serial = 0; serial < kNameSerials; ++serial) {
    Claim claim = NameAndBirthClaim(caller.setting.value_or(RecordId()), name, born, serial);
    CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> holder, log_.Find(claim));
    if (holder) continue;
    append.claims_taken.push_back(std::move(claim));
    break;
  }
  return absl::OkStatus();
}

absl::StatusOr<RecordDraft> Recorder::DraftRecord(const Call& call,
                                                  const v1::RecordEntries& entries) {
  CAIRN_ASSIGN_OR_RETURN(RecordPtr before, FindTarget(*call.caller, entries));
  CAIRN_ASSIGN_OR_RETURN(RecordDraft draft,
                         DraftEntries(std::move(before), entries, *call.caller, call.facts));
  if (IsNew(entries) && draft.before->exists() && !draft.fresh.empty()) {
    return Refusal(v1::ERROR_REASON_CLAIM_TAKEN,
                   "The record that this import begins is there already, with fewer entries. "
                   "Look it up and add to it.",
                   {{"claim_type", "source"}});
  }
  // Findings rest on the whole record: not for those who may add to it and not read it.
  if (draft.before->exists() &&
      !guard_.AuthoriseRecord(*call.caller, Action::kReadRecord, *draft.before).ok()) {
    draft.findings.clear();
  }
  return draft;
}

absl::StatusOr<AppendRequest> Recorder::Draft(Call& call) {
  call.drafts.clear();
  for (const v1::RecordEntries& entries : call.request.records()) {
    CAIRN_ASSIGN_OR_RETURN(call.drafts.emplace_back(), DraftRecord(call, entries));
  }
  CAIRN_RETURN_IF_ERROR(CheckVersions(call.request, call.drafts));
  CAIRN_RETURN_IF_ERROR(CheckFaults(call.drafts));
  AppendRequest append{.request = KeyOf(*call.caller, call.request)};
  if (call.request.has_simulated_time()) append.simulated_now_us = call.facts.now_us;
  for (RecordDraft& draft : call.drafts) {
    if (draft.fresh.empty()) continue;
    RecordAppend& record = append.records.emplace_back();
    CAIRN_ASSIGN_OR_RETURN(record, ToAppend(draft));
    CAIRN_RETURN_IF_ERROR(TakeFreeName(*call.caller, draft, record));
  }
  return append;
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
  CAIRN_RETURN_IF_ERROR(guard_.Authorise(caller, Action::kAppend).status());
  AppendRequest fence;
  fence.request = {caller.id, request};
  fence.fence = true;
  CAIRN_ASSIGN_OR_RETURN(const Appended outcome, log_.AppendAndWait(fence));
  v1::GetAppendOutcomeResponse response;
  if (outcome.fenced) {
    response.set_fenced(true);
    return response;
  }
  CAIRN_ASSIGN_OR_RETURN(*response.mutable_appended(),
                         ReceiptsOf(outcome, records_, log_.Head().generation));
  return response;
}

absl::StatusOr<EventPtr> Recorder::FindOwn(const RecordId& record_id, const RequestOutcome& outcome,
                                           v1::Entry::KindCase kind) {
  if (outcome.fenced) return RequestFenced();
  const bool one_here = outcome.events.size() == 1 && outcome.events.front().record == record_id;
  if (!one_here) return RequestIdReused();
  CAIRN_ASSIGN_OR_RETURN(const RecordPtr record, records_.Load(record_id));
  const EventPtr& event = record->events[outcome.events.front().version - 1];
  if (!event->recorded || event->recorded->entry().kind_case() != kind) return RequestIdReused();
  return event;
}

absl::StatusOr<EventPtr> Recorder::AppendOwn(const Caller& caller, const RecordId& record_id,
                                             const RequestId& request,
                                             const std::function<v1::Entry(const Record&)>& make) {
  const RequestKey key{caller.id, request};
  for (int attempt = 1;; ++attempt) {
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
    const absl::StatusOr<Appended> appended = log_.AppendAndWait(append);
    if (appended.ok()) return FindOwn(record_id, *appended, entry.kind_case());
    if (!LostRace(appended.status()) || attempt == limits::kAppendAttemptsMax) {
      return appended.status();
    }
  }
}

}  // namespace cairn
