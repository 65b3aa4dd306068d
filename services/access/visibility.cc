#include "services/access/visibility.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "projections/record/effective_entries.h"
#include "services/access/eye.h"

namespace cairn {
namespace {

// Whether nothing is hidden, as can be told without resolving corrections and voids: most calls.
bool SeesAll(const Eye& eye, const Caller& caller, std::span<const EventPtr> events) {
  return eye.Reads() && std::all_of(events.begin(), events.end(), [&](const EventPtr& event) {
           if (!event->recorded) return true;
           const bool may_hide = event->recorded->entry().has_entry_voided();
           return eye.Sees(*event) && (!may_hide || KeepsTheFile(caller.role));
         });
}

// For each event of a fact that counts, the event whose wording counts.
std::map<const RecordedEvent*, EventPtr> CurrentWordings(std::span<const EventPtr> events) {
  std::map<const RecordedEvent*, EventPtr> current;
  for (const EntryPtr& entry : EffectiveEntries(events)) {
    current[entry->original.get()] = entry->current;
    for (const EventPtr& correction : entry->corrections) {
      current[correction.get()] = entry->current;
    }
  }
  return current;
}

// The event with nothing but who is linked as what and when. Named one by one, so that a field of a
// newer version is not told by default.
EventPtr WithoutContact(const EventPtr& event) {
  auto bare = std::make_shared<RecordedEvent>(*event);
  const v1::Entry& full = event->recorded->entry();
  const v1::PersonLinked& told = full.person_linked();
  v1::Entry entry;
  *entry.mutable_occurred() = full.occurred();
  if (full.has_source()) entry.mutable_source()->set_id(full.source().id());
  if (full.has_corrects()) *entry.mutable_corrects()->mutable_target() = full.corrects().target();
  v1::PersonLinked& link = *entry.mutable_person_linked();
  link.set_name(told.name());
  link.set_relationship(told.relationship());
  link.set_parental_responsibility(told.parental_responsibility());
  if (told.has_gets_copies()) link.set_gets_copies(told.gets_copies());
  if (told.has_sign_in_subject()) link.set_sign_in_subject(told.sign_in_subject());
  if (told.has_from()) *link.mutable_from() = told.from();
  if (told.has_to()) *link.mutable_to() = told.to();
  *bare->recorded->mutable_entry() = std::move(entry);
  return bare;
}

}  // namespace

VisibleEvents Filter(const Caller& caller, Relation relation, std::span<const EventPtr> events,
                     Action action) {
  const Eye eye(caller, relation, action);
  if (SeesAll(eye, caller, events)) {
    const std::vector<EventPtr> all(events.begin(), events.end());
    return {.events = all, .for_views = all};
  }
  const std::map<const RecordedEvent*, EventPtr> wordings = CurrentWordings(events);
  const std::vector<v1::EventState> states = StatesOf(events);

  const auto sees = [&](const EventPtr& event, v1::EventState state) {
    if (state == v1::EVENT_STATE_ERASED) return eye.Reads();
    if (!eye.Sees(*event)) return false;
    if (state == v1::EVENT_STATE_VOIDED) return KeepsTheFile(caller.role);
    const auto wording = wordings.find(event.get());
    return wording == wordings.end() || eye.Sees(*wording->second);
  };

  const auto names = [&](const EventPtr& event, v1::EventState state) {
    if (state == v1::EVENT_STATE_VOIDED || !eye.SeesNamed(*event)) return false;
    const auto wording = wordings.find(event.get());
    return wording == wordings.end() || eye.SeesNamed(*wording->second);
  };

  VisibleEvents visible;
  for (size_t i = 0; i < events.size(); ++i) {
    if (sees(events[i], states[i])) {
      visible.events.push_back(events[i]);
      visible.for_views.push_back(events[i]);
    } else {
      visible.withheld = true;
      if (names(events[i], states[i])) visible.for_views.push_back(WithoutContact(events[i]));
    }
  }
  return visible;
}

}  // namespace cairn
