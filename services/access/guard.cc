#include "services/access/guard.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/removal.h"
#include "services/access/relations.h"
#include "services/access/visibility.h"

namespace cairn {
namespace {

absl::Status RoleNotAllowed(std::string_view sentence, const ErrorMetadata& metadata = {}) {
  return Refusal(v1::ERROR_REASON_ROLE_NOT_ALLOWED, sentence, metadata);
}

absl::Status CheckRole(v1::Role role, Action action) {
  if (IsEverAllowed(role, action)) return absl::OkStatus();
  return RoleNotAllowed("Your role does not allow this. Please ask the SENCO.");
}

absl::Status EntryNotAllowed(int index, std::string_view why) {
  return RoleNotAllowed(
      absl::StrFormat("Your role does not allow entry %d: %s. Please ask the SENCO.", index + 1,
                      why),
      {{"entry", absl::StrFormat("%d", index)}});
}

bool Sees(const Caller& caller, Relation relation, const Record& record, const EventPtr& event) {
  const VisibleEvents visible = Filter(caller, relation, record.events);
  return std::find(visible.events.begin(), visible.events.end(), event) != visible.events.end();
}

bool TypedAll(const Caller& caller, const EffectiveEntry& entry) {
  return TypedBy(caller, *entry.original) &&
         std::all_of(entry.corrections.begin(), entry.corrections.end(),
                     [&](const EventPtr& correction) { return TypedBy(caller, *correction); });
}

absl::Status AnswerErased(const Caller& caller) {
  if (!AnswersForErasures(caller.role)) return RecordNotFound();
  return Refusal(v1::ERROR_REASON_RECORD_ERASED,
                 "This record was erased. Its audit trail says when and on what ground.");
}

// One entry of an append, by a caller who may append to the record.
class EntryGate {
 public:
  EntryGate(const Caller& caller, Relation relation, const Record& record)
      : caller_(caller), relation_(relation), record_(record) {}

  absl::Status Check(int index, const v1::Entry& entry) const {
    if (!IsAllowed(caller_.role, relation_, ShelfOf(entry), Action::kAppend)) {
      return EntryNotAllowed(index, "it is held more closely than you may write");
    }
    if (GovernsTheRecord(entry.kind_case())) CAIRN_RETURN_IF_ERROR(CheckIsOfTheSetting(index));
    if (entry.has_corrects()) return CheckCorrection(index, entry);
    if (!MayWrite(caller_.role, entry.kind_case())) {
      return EntryNotAllowed(index, "somebody else has to record this");
    }
    return CheckVoids(entry);
  }

 private:
  absl::Status CheckIsOfTheSetting(int index) const {
    if (relation_ == Relation::kSameSetting) return absl::OkStatus();
    return EntryNotAllowed(index, "only the setting that keeps the record records this");
  }

  // A target that is not there is for the rules to refuse: there is nothing to protect.
  absl::Status CheckCorrection(int index, const v1::Entry& entry) const {
    const v1::EntryRef& target = entry.corrects().target();
    if (MayCorrectOthers(caller_.role) && entry.kind_case() != v1::Entry::kRecordExported) {
      CAIRN_RETURN_IF_ERROR(CheckSeen(target));
      // The rules keep a correction to the kind of its target; access does not rest on that.
      const EntryPtr corrected = FindEntry(record_, target);
      const bool governs = corrected && GovernsTheRecord(corrected->entry().kind_case());
      return governs ? CheckIsOfTheSetting(index) : absl::OkStatus();
    }
    if (!MayWrite(caller_.role, entry.kind_case())) {
      return EntryNotAllowed(index, "somebody else has to record this");
    }
    const EntryPtr corrected = FindEntry(record_, target);
    if (corrected && !TypedAll(caller_, *corrected)) {
      // Whoever may not read it must not learn that it is there.
      if (!Sees(caller_, relation_, record_, corrected->current)) return EventNotFound();
      return EntryNotAllowed(index, "only who typed an entry, the SENCO or the head corrects it");
    }
    return absl::OkStatus();
  }

  absl::Status CheckVoids(const v1::Entry& entry) const {
    if (!entry.has_entry_voided()) return absl::OkStatus();
    for (const v1::Link& link : entry.links()) {
      if (link.relation() == v1::RELATION_VOIDS) CAIRN_RETURN_IF_ERROR(CheckSeen(link.entry()));
    }
    return absl::OkStatus();
  }

  absl::Status CheckSeen(const v1::EntryRef& target) const {
    const EventPtr event = FindEvent(record_, target);
    const bool hidden = event && !Sees(caller_, relation_, record_, event);
    return hidden ? EventNotFound() : absl::OkStatus();
  }

  const Caller& caller_;
  const Relation relation_;
  const Record& record_;
};

}  // namespace

absl::Status RecordNotFound() {
  return Refusal(v1::ERROR_REASON_RECORD_NOT_FOUND,
                 "There is no such record, or it is not one that you may see.");
}

absl::Status EventNotFound() {
  return Refusal(v1::ERROR_REASON_EVENT_NOT_FOUND,
                 "There is no such entry in this record, or it is not one that you may see.");
}

absl::StatusOr<CallerPtr> Guard::Authenticate(std::optional<std::string_view> authorization) const {
  // RFC 9110 section 11.1: the name of the scheme is compared without case.
  static constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = authorization.value_or("");
  const std::string_view scheme = value.substr(0, kScheme.size());
  if (!absl::EqualsIgnoreCase({scheme.data(), scheme.size()}, {kScheme.data(), kScheme.size()})) {
    return verifier_.Verify("");
  }
  return verifier_.Verify(value.substr(kScheme.size()));
}

absl::StatusOr<AuthorisedCall> Guard::Authorise(const Caller& caller, Action action) const {
  CAIRN_RETURN_IF_ERROR(CheckRole(caller.role, action));
  return AuthorisedCall(caller, action, Relation::kNone);
}

absl::StatusOr<AuthorisedCall> Guard::AuthoriseRecord(const Caller& caller, Action action,
                                                      const Record& record) const {
  CAIRN_RETURN_IF_ERROR(CheckRole(caller.role, action));
  if (!record.exists()) return RecordNotFound();
  if (IsErased(record)) return AnswerErased(caller);
  const Relation relation = RelationTo(caller, record, Today());
  if (!IsAllowed(caller.role, relation, Shelf::kOrdinary, action)) return RecordNotFound();
  return AuthorisedCall(caller, action, relation);
}

absl::StatusOr<AuthorisedCall> Guard::AuthoriseTrail(const Caller& caller, const Record& record,
                                                     Action action) const {
  const bool left_to_read = IsErased(record) && AnswersForErasures(caller.role);
  if (!left_to_read) return AuthoriseRecord(caller, action, record);
  // What they were to the child went with the record.
  return AuthorisedCall(caller, action, Relation::kSameSetting);
}

absl::StatusOr<AuthorisedCall> Guard::AuthoriseAppend(const Caller& caller, const Record& record,
                                                      const Entries& entries) const {
  CAIRN_RETURN_IF_ERROR(CheckRole(caller.role, Action::kAppend));
  if (IsErased(record)) return AnswerErased(caller);
  const Relation relation =
      record.exists() ? RelationTo(caller, record, Today()) : RelationToNewRecord(caller);
  if (!IsAllowed(caller.role, relation, Shelf::kOrdinary, Action::kAppend)) {
    return record.exists() ? RecordNotFound() : RoleNotAllowed("Only a school opens a record.");
  }
  const EntryGate gate(caller, relation, record);
  for (int i = 0; i < entries.size(); ++i) CAIRN_RETURN_IF_ERROR(gate.Check(i, entries.Get(i)));
  return AuthorisedCall(caller, Action::kAppend, relation);
}

CivilDate Guard::Today() const { return DayOfMicros(clock_.NowMicros()); }

}  // namespace cairn
