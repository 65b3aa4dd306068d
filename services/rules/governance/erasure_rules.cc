#include "services/rules/governance/erasure_rules.h"

#include <algorithm>

#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/removal.h"
#include "services/rules/claims.h"

namespace cairn {
namespace {

absl::Status CannotBeRemoved(std::string_view reason, std::string_view sentence) {
  return InvalidRequest({ShapeFault("event_id", reason, sentence)});
}

EventPtr FindTarget(const Record& record, const EventId& target) {
  const auto found = std::ranges::find(record.events, target,
                                       [](const EventPtr& event) { return event->event_id; });
  return found == record.events.end() ? nullptr : *found;
}

// Whether something that counts as void because of `event` still has its content.
bool StillVoids(const Record& record, const v1::Entry& entry) {
  return std::ranges::any_of(entry.links(), [&](const v1::Link& link) {
    if (link.relation() != v1::RELATION_VOIDS) return false;
    const EventPtr voided = FindEvent(record, link.entry());
    return voided && voided->recorded;
  });
}

absl::Status CheckTarget(const Record& record, const EventId& target) {
  const EventPtr event = FindTarget(record, target);
  if (!event) {
    return Refusal(v1::ERROR_REASON_EVENT_NOT_FOUND,
                   "There is no such entry in this record, or it is not one that you may see.");
  }
  if (!event->recorded) {
    return CannotBeRemoved("NOTHING_TO_REMOVE", "This entry has no content any more.");
  }
  if (event->version == 1) {
    return CannotBeRemoved("CANNOT_BE_REMOVED",
                           "The entry that opened a record says whose it is. Erase the record.");
  }
  const v1::Entry& entry = event->recorded->entry();
  if (entry.has_entry_voided() && StillVoids(record, entry)) {
    return CannotBeRemoved("STILL_VOIDS",
                           "This entry hides another one. Remove the content of that one first.");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckErasure(const Record& record, const std::optional<EventId>& target) {
  if (IsErased(record)) {
    return Refusal(v1::ERROR_REASON_RECORD_ERASED, "This record was erased before.");
  }
  if (DisposalForbidden(record.governance)) {
    return Refusal(v1::ERROR_REASON_LEGAL_HOLD,
                   "A legal hold stands on this record: nothing may be removed until it is "
                   "released.");
  }
  return target ? CheckTarget(record, *target) : absl::OkStatus();
}

std::vector<Claim> ClaimsFreedByErasure(const Record& record, const EventId& target) {
  v1::EntryRef ref;
  ref.set_event_id(target.ToBytes());
  const EntryPtr entry = FindEntry(record, ref);
  // What a correction has replaced, or a void has undone, makes no claim any more.
  if (!entry || entry->current->event_id != target) return {};
  v1::Entry voids;
  voids.mutable_entry_voided();
  v1::Link& link = *voids.add_links();
  link.set_relation(v1::RELATION_VOIDS);
  *link.mutable_entry() = ref;
  return ClaimsOf(record, voids, RecordId()).released;
}

}  // namespace cairn
