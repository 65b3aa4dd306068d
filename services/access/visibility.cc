#include "services/access/visibility.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "projections/record/effective_entries.h"
#include "services/access/relations.h"

namespace cairn {
namespace {

bool KeepsTheFile(v1::Role role) {
  return role == v1::ROLE_SENCO || role == v1::ROLE_DATA_PROTECTION_OFFICER;
}

bool IsNamed(const Caller& caller, const v1::Audience& audience) {
  const auto& roles = audience.roles();
  const auto& subjects = audience.sign_in_subjects();
  return std::find(roles.begin(), roles.end(), caller.role) != roles.end() ||
         (!caller.subject.empty() &&
          std::find(subjects.begin(), subjects.end(), caller.subject) != subjects.end());
}

// Every shelf; what one may read on each is looked up once a call and not once an event.
constexpr Shelf kShelves[] = {Shelf::kOrdinary,     Shelf::kConfidential, Shelf::kThirdParty,
                              Shelf::kSafeguarding, Shelf::kLegal,        Shelf::kDispute,
                              Shelf::kEarlyHelp};

class Eye {
 public:
  Eye(const Caller& caller, Relation relation) : caller_(caller) {
    for (const Shelf shelf : kShelves) {
      allowed_[Index(shelf)] = IsAllowed(caller.role, relation, shelf, Action::kReadRecord);
    }
  }

  bool Reads() const { return allowed_[Index(Shelf::kOrdinary)]; }

  // V1 to V3, of one wording; V6.
  bool Sees(const RecordedEvent& event) const {
    if (!event.recorded) return Reads();
    const v1::Entry& entry = event.recorded->entry();
    const Shelf shelf = ShelfOf(entry);
    const bool allowed = allowed_[Index(shelf)];
    if (allowed && !entry.has_audience()) return true;
    if (Reads() && shelf != Shelf::kSafeguarding && TypedBy(caller_, event)) return true;
    if (!entry.has_audience()) return false;
    const bool named = IsNamed(caller_, entry.audience());
    if (shelf != Shelf::kConfidential) return allowed && (named || KeepsTheFile(caller_.role));
    const bool always = KeepsTheFile(caller_.role) || caller_.role == v1::ROLE_HEAD;
    return (allowed && always) || (Reads() && named);
  }

 private:
  static constexpr size_t Index(Shelf shelf) { return static_cast<size_t>(shelf); }

  const Caller& caller_;
  std::array<bool, std::size(kShelves)> allowed_{};
};

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

}  // namespace

VisibleEvents Filter(const Caller& caller, Relation relation, std::span<const EventPtr> events) {
  const Eye eye(caller, relation);
  if (SeesAll(eye, caller, events)) return {.events = {events.begin(), events.end()}};
  const std::map<const RecordedEvent*, EventPtr> wordings = CurrentWordings(events);
  const std::vector<v1::EventState> states = StatesOf(events);

  const auto sees = [&](const EventPtr& event, v1::EventState state) {
    if (state == v1::EVENT_STATE_ERASED) return eye.Reads();
    if (!eye.Sees(*event)) return false;
    if (state == v1::EVENT_STATE_VOIDED) return KeepsTheFile(caller.role);
    const auto wording = wordings.find(event.get());
    return wording == wordings.end() || eye.Sees(*wording->second);
  };

  VisibleEvents visible;
  for (size_t i = 0; i < events.size(); ++i) {
    if (sees(events[i], states[i])) {
      visible.events.push_back(events[i]);
    } else {
      visible.withheld = true;
    }
  }
  return visible;
}

}  // namespace cairn
