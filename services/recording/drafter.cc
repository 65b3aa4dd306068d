#include "services/recording/drafter.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "services/rules/claims.h"

namespace cairn {
namespace {

bool IsNew(const v1::RecordEntries& entries) {
  return entries.expected().expected_case() == v1::ExpectedVersion::kMustNotExist;
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

// Where each entry stands for which nothing is written, by its number in the request.
std::vector<KnownEntry> KnownIn(const std::vector<RecordDraft>& drafts) {
  std::vector<KnownEntry> known;
  uint32_t entry = 0;
  for (const RecordDraft& draft : drafts) {
    for (const EventPtr& event : draft.known) {
      if (event) known.push_back({entry, draft.before->id, event->version});
      ++entry;
    }
  }
  return known;
}

}  // namespace

// The record of a setting has the id by which sign-ins name that setting, so that those who are
// signed in for it open it, once. Every other id is drawn.
absl::StatusOr<RecordId> Drafter::IdOfNew(const Caller& caller, const v1::RecordEntries& entries) {
  const v1::SubjectKind subject = entries.entries(0).record_opened().subject();
  if (subject != v1::SUBJECT_KIND_SETTING || !caller.setting) return random_.NewId<RecordId>();
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(*caller.setting));
  if (head.version == 0) return *caller.setting;
  return Refusal(v1::ERROR_REASON_VERSION_CONFLICT,
                 "The record of your setting is there already. Add to it.",
                 {{"record." + ToHex(caller.setting->bytes()) + ".actual",
                   absl::StrFormat("%d", head.version)}});
}

absl::StatusOr<RecordPtr> Drafter::FindTarget(const Caller& caller,
                                              const v1::RecordEntries& entries) {
  if (!IsNew(entries)) {
    CAIRN_ASSIGN_OR_RETURN(RecordPtr record,
                           records_.Load(*RecordId::FromBytes(entries.record_id())));
    CAIRN_RETURN_IF_ERROR(guard_.AuthoriseAppend(caller, *record, entries.entries()).status());
    return record;
  }
  auto empty = std::make_shared<Record>();
  CAIRN_RETURN_IF_ERROR(guard_.AuthoriseAppend(caller, *empty, entries.entries()).status());

  // An import that is repeated under a new request id finds the record that it began.
  const v1::Source& source = entries.entries(0).source();
  if (source.has_system() && source.has_id()) {
    const RecordId setting = caller.setting.value_or(RecordId());
    CAIRN_ASSIGN_OR_RETURN(const std::optional<RecordId> begun,
                           log_.Find(SourceClaim(setting, source.system(), source.id())));
    if (begun) return records_.Load(*begun);
  }
  CAIRN_ASSIGN_OR_RETURN(empty->id, IdOfNew(caller, entries));
  return RecordPtr(std::move(empty));
}

absl::Status Drafter::TakeFreeName(const Caller& caller, RecordDraft& draft, RecordAppend& append) {
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

absl::StatusOr<RecordDraft> Drafter::DraftRecord(const Caller& caller,
                                                 const v1::RecordEntries& entries,
                                                 const Facts& facts) {
  CAIRN_ASSIGN_OR_RETURN(RecordPtr before, FindTarget(caller, entries));
  CAIRN_ASSIGN_OR_RETURN(RecordDraft draft,
                         DraftEntries(std::move(before), entries, caller, facts));
  if (IsNew(entries) && draft.before->exists() && !draft.fresh.empty()) {
    return Refusal(v1::ERROR_REASON_CLAIM_TAKEN,
                   "The record that this import begins is there already, with fewer entries. "
                   "Look it up and add to it.",
                   {{"claim_type", "source"}});
  }
  // Findings rest on the whole record: not for those who may add to it and not read it.
  if (draft.before->exists() &&
      !guard_.AuthoriseRecord(caller, Action::kReadRecord, *draft.before).ok()) {
    draft.findings.clear();
  }
  return draft;
}

absl::StatusOr<RequestDraft> Drafter::Draft(const Caller& caller,
                                            const v1::AppendEntriesRequest& request,
                                            const Facts& stated) {
  const v1::Actor author = ActorOf(caller);
  // A setting that cannot be read costs findings, and never what somebody has to record.
  const LoadedSetting setting = records_.LoadSetting(caller.setting);
  Facts facts = stated;
  facts.author = &author;
  facts.setting = setting.record.get();
  RequestDraft draft;
  for (const v1::RecordEntries& entries : request.records()) {
    CAIRN_ASSIGN_OR_RETURN(draft.records.emplace_back(), DraftRecord(caller, entries, facts));
  }
  CAIRN_RETURN_IF_ERROR(CheckVersions(request, draft.records));
  CAIRN_RETURN_IF_ERROR(CheckFaults(draft.records));
  if (request.has_simulated_time()) draft.append.simulated_now_us = facts.now_us;
  for (RecordDraft& record : draft.records) {
    if (record.fresh.empty()) continue;
    RecordAppend& append = draft.append.records.emplace_back();
    CAIRN_ASSIGN_OR_RETURN(append, ToAppend(record));
    CAIRN_RETURN_IF_ERROR(TakeFreeName(caller, record, append));
  }
  draft.append.known = KnownIn(draft.records);
  return draft;
}

}  // namespace cairn
