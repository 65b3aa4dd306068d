#include "services/recording/draft.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/fields.h"
#include "projections/record/fold.h"
#include "services/recording/receipts.h"

namespace cairn {
namespace {

// Version of the entry schema: counts changes to the meaning of proto/cairn/v1 entries.
constexpr uint32_t kSchemaVersion = 1;

// The events on which a draft tries its later entries. The lists of a record that is remembered may
// go on holding them, out of everybody's sight (growing_list.h), so what they say goes with the
// draft: it may never be recorded.
class TentativeEvents {
 public:
  TentativeEvents() = default;
  TentativeEvents(const TentativeEvents&) = delete;
  TentativeEvents& operator=(const TentativeEvents&) = delete;
  ~TentativeEvents() {
    for (const std::shared_ptr<RecordedEvent>& event : events_) event->recorded.reset();
  }

  // `record`, which no longer counts once this is gone, with one event more.
  RecordPtr Try(const Record& record, v1::Recorded recorded, const Facts& facts) {
    auto event = std::make_shared<RecordedEvent>();
    event->version = record.version() + 1;
    event->recorded_at_us = facts.now_us;
    event->recorded = std::move(recorded);
    events_.push_back(event);
    auto next = std::make_shared<Record>(record);
    AdvanceInPlace(*next, std::move(event));
    return next;
  }

 private:
  std::vector<std::shared_ptr<RecordedEvent>> events_;
};

void Collect(Verdict verdict, ClaimChanges claims, int entry_index, RecordDraft& draft) {
  const std::string path = absl::StrFormat("entries[%d]", entry_index);
  for (v1::Fault& fault : verdict.faults) {
    fault.set_field(fault.field().empty() ? path : path + "." + fault.field());
    draft.faults.push_back(std::move(fault));
  }
  for (v1::Finding& finding : verdict.findings) {
    finding.set_field(finding.field().empty() ? path : path + "." + finding.field());
    draft.findings.push_back(std::move(finding));
  }
  // The log releases before it takes: what an entry of this append took and a later one sets free
  // must not be taken at all.
  for (Claim& released : claims.released) {
    std::erase(draft.claims.taken, released);
    draft.claims.released.push_back(std::move(released));
  }
  for (Claim& taken : claims.taken) draft.claims.taken.push_back(std::move(taken));
  if (claims.name_and_birth) draft.claims.name_and_birth = std::move(claims.name_and_birth);
}

absl::StatusOr<EventPtr> FindKnown(const Record& record, const v1::Entry& entry, int index) {
  EventPtr same = FindSameSource(record, entry);
  if (same && !Holds(*same, entry)) {
    return Refusal(
        v1::ERROR_REASON_SOURCE_CHANGED,
        absl::StrFormat("%s %s was recorded before with other content. Record the change "
                        "as a correction.",
                        entry.source().system(), entry.source().id()),
        {{"field", absl::StrFormat("entries[%d].source", index)},
         {"recorded_version", absl::StrFormat("%d", same->version)}});
  }
  return same;
}

}  // namespace

v1::Recorded ToRecorded(const v1::Entry& entry, const Caller& caller) {
  v1::Recorded recorded;
  *recorded.mutable_entry() = entry;
  *recorded.mutable_actor() = ActorOf(caller);
  if (caller.setting) recorded.mutable_setting()->set_id(caller.setting->ToBytes());
  recorded.set_schema(kSchemaVersion);
  recorded.set_rules_version(kRulesVersion);
  return recorded;
}

absl::StatusOr<RecordDraft> DraftEntries(RecordPtr before, const v1::RecordEntries& entries,
                                         const Caller& caller, const Facts& facts) {
  RecordDraft draft{.before = std::move(before)};
  TentativeEvents tentative;
  // The record as the next entry finds it; shared with `before` until there are two new entries.
  RecordPtr at = draft.before;
  for (int i = 0; i < entries.entries_size(); ++i) {
    const v1::Entry& entry = entries.entries(i);
    CAIRN_ASSIGN_OR_RETURN(EventPtr same, FindKnown(*at, entry, i));
    draft.known.push_back(same);
    if (same) continue;

    Verdict verdict = CheckEntry(*at, entry, facts);
    const bool refused = verdict.refused();
    ClaimChanges claims;
    if (!refused) claims = ClaimsOf(*at, entry, caller.setting.value_or(RecordId()));
    Collect(std::move(verdict), std::move(claims), i, draft);
    if (refused) continue;

    draft.fresh.push_back(ToRecorded(entry, caller));
    const bool last = i + 1 == entries.entries_size();
    if (!last) at = tentative.Try(*at, draft.fresh.back(), facts);
  }
  return draft;
}

absl::StatusOr<RecordAppend> ToAppend(const RecordDraft& draft) {
  RecordAppend append{.record = draft.before->id, .expected = draft.before->version()};
  append.contents.reserve(draft.fresh.size());
  for (const v1::Recorded& recorded : draft.fresh) {
    CAIRN_ASSIGN_OR_RETURN(FieldList fields, Flatten(recorded));
    append.contents.push_back(std::move(fields));
  }
  append.claims_taken = draft.claims.taken;
  append.claims_released = draft.claims.released;
  return append;
}

RecordPtr AfterAppend(RecordDraft& draft, std::span<const AppendedEvent> events,
                      int64_t recorded_at_us) {
  CAIRN_CHECK(events.size() == draft.fresh.size());
  auto record = std::make_shared<Record>(*draft.before);
  for (size_t i = 0; i < events.size(); ++i) {
    auto event = std::make_shared<RecordedEvent>();
    event->position = events[i].position;
    event->version = events[i].version;
    event->event_id = events[i].event_id;
    event->recorded_at_us = recorded_at_us;
    event->leaf_hash = events[i].leaf_hash;
    event->recorded = std::move(draft.fresh[i]);
    AdvanceInPlace(*record, std::move(event));
  }
  return record;
}

}  // namespace cairn
