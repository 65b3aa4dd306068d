#include "services/feed/sight.h"

#include <algorithm>
#include <optional>
#include <span>

#include "projections/record/fold.h"
#include "projections/record/removal.h"
#include "services/access/relations.h"
#include "services/access/visibility.h"

namespace cairn {
namespace {

using Events = std::span<const EventPtr>;

// The relation and more, or why there is none.
absl::StatusOr<AuthorisedCall> Authorise(const Guard& guard, const Caller& caller,
                                         const Record& record) {
  const bool erased = IsErased(record) && AnswersForErasures(caller.role);
  return erased ? guard.AuthoriseTrail(caller, record)
                : guard.AuthoriseRecord(caller, Action::kFollow, record);
}

// The versions that the caller may see, ascending.
std::vector<Version> SeenIn(const Guard& guard, const Caller& caller, const Record& record) {
  std::vector<Version> seen;
  const auto call = Authorise(guard, caller, record);
  if (!call.ok()) return seen;
  const VisibleEvents visible = Filter(caller, call->relation(), record.events, Action::kFollow);
  for (const EventPtr& event : visible.events) seen.push_back(event->version);
  return seen;
}

// The same of the first `count` events, as it was when there were `known` of them.
std::vector<Version> SeenOfFirst(const Guard& guard, const Caller& caller, const Record& record,
                                 size_t count, size_t known) {
  const Record then = Fold(record.id, Events(record.events).first(known));
  std::vector<Version> seen = SeenIn(guard, caller, then);
  std::erase_if(seen, [&](Version version) { return version > count; });
  return seen;
}

bool NamesSignIn(const v1::Entry& entry, const std::string& subject) {
  return entry.person().sign_in_subject() == subject ||
         entry.person_linked().sign_in_subject() == subject ||
         entry.person_unlinked().sign_in_subject() == subject ||
         entry.access_granted().sign_in_subject() == subject ||
         entry.access_revoked().sign_in_subject() == subject;
}

bool IsPupilStaff(v1::Role role) {
  return role == v1::ROLE_TEACHER || role == v1::ROLE_TEACHING_ASSISTANT ||
         role == v1::ROLE_PASTORAL;
}

// The others are what they are to a record by the setting they sign in for.
bool IsLetInByEntries(v1::Role role) {
  return IsPupilStaff(role) || role == v1::ROLE_SENCO || role == v1::ROLE_HEAD ||
         role == v1::ROLE_PARENT || role == v1::ROLE_YOUNG_PERSON ||
         role == v1::ROLE_LA_CASEWORKER || role == v1::ROLE_EXTERNAL_PROFESSIONAL;
}

// Relations are made of what names a sign-in and of what it typed (relations.h).
bool Touches(const Caller& caller, const RecordedEvent& event) {
  if (!event.recorded || caller.subject.empty() || !IsLetInByEntries(caller.role)) return false;
  const v1::Entry& entry = event.recorded->entry();
  const bool worked = IsPupilStaff(caller.role) && ShowsAssignment(entry.kind_case());
  return NamesSignIn(entry, caller.subject) || (worked && TypedBy(caller, event));
}

bool Touches(const Caller& caller, Events events) {
  return std::ranges::any_of(events,
                             [&](const EventPtr& event) { return Touches(caller, *event); });
}

// A bulk load may correct or void what is still to come: then that changes what came before.
bool IsAwaited(const RecordedEvent& event, Events before) {
  return std::ranges::any_of(before, [&](const EventPtr& earlier) {
    if (!earlier->recorded) return false;
    const v1::Entry& entry = earlier->recorded->entry();
    return (entry.has_corrects() && Names(entry.corrects().target(), event)) ||
           std::ranges::any_of(entry.links(), [&](const v1::Link& link) {
             return link.relation() == v1::RELATION_VOIDS && Names(link.entry(), event);
           });
  });
}

// Whether it is worth while to compare.
bool MayChangeSight(const Caller& caller, const Record& record, const Sight& sight,
                    const RecordedEvent& event) {
  if (!event.recorded) return false;
  const v1::Entry& entry = event.recorded->entry();
  if (entry.has_entry_voided() || Touches(caller, event)) return true;
  // It may end a link by the name alone.
  const bool changes_links = entry.has_person_unlinked() || entry.has_corrects();
  if (changes_links && Touches(caller, record.events)) return true;
  if (sight.whole) return false;
  if (entry.has_corrects()) return true;
  return record.changes_others && IsAwaited(event, Events(record.events).first(event.version - 1));
}

bool MayHaveSeen(const Caller& caller, const Record& record, const Sight& sight) {
  return sight.visible || IsErased(record) ||
         (caller.setting && caller.setting == SettingOf(record.people)) ||
         Touches(caller, record.events);
}

}  // namespace

Sight SightOf(const Guard& guard, const Caller& caller, const Record& record) {
  Sight sight{.version = record.version()};
  const std::vector<Version> seen = SeenIn(guard, caller, record);
  sight.whole = seen.size() == record.events.size();
  sight.states.assign(record.events.size(), static_cast<uint8_t>(v1::EVENT_STATE_WITHHELD));
  if (seen.empty()) return sight;
  sight.visible = !IsErased(record);
  const std::vector<v1::EventState> states = StatesOf(record.events);
  for (const Version version : seen) {
    sight.states[version - 1] = static_cast<uint8_t>(states[version - 1]);
  }
  return sight;
}

SightChange ChangeOfSight(const Guard& guard, const Caller& caller, const Record& record,
                          const Sight& sight, const RecordedEvent& event) {
  if (event.removal) return {.changed = MayHaveSeen(caller, record, sight)};
  if (!MayChangeSight(caller, record, sight, event)) return {};
  const size_t before = event.version - 1;
  return {.changed = SeenOfFirst(guard, caller, record, before, before) !=
                     SeenOfFirst(guard, caller, record, before, before + 1),
          .looked_at = 2 * before + 1};
}

}  // namespace cairn
