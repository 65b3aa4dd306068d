#include "services/access/eye.h"

#include <algorithm>

#include "services/access/relations.h"

namespace cairn {
namespace {

bool IsNamed(const Caller& caller, const v1::Audience& audience) {
  const auto& roles = audience.roles();
  const auto& subjects = audience.sign_in_subjects();
  return std::find(roles.begin(), roles.end(), caller.role) != roles.end() ||
         (!caller.subject.empty() &&
          std::find(subjects.begin(), subjects.end(), caller.subject) != subjects.end());
}

// The link is about the caller, by sign-in.
bool IsTheirOwnLink(const Caller& caller, const v1::Entry& entry) {
  return WithholdsContact(entry) && !entry.has_audience() && !caller.subject.empty() &&
         entry.person_linked().sign_in_subject() == caller.subject;
}

}  // namespace

bool KeepsTheFile(v1::Role role) {
  return role == v1::ROLE_SENCO || role == v1::ROLE_DATA_PROTECTION_OFFICER;
}

Eye::Eye(const Caller& caller, Relation relation, Action action) : caller_(caller) {
  for (const Shelf shelf : kShelves) {
    allowed_[static_cast<size_t>(shelf)] = IsAllowed(caller.role, relation, shelf, action);
  }
}

bool Eye::SeesNamed(const RecordedEvent& event) const {
  if (!event.recorded || !event.recorded->entry().has_person_linked()) return false;
  const v1::Entry& entry = event.recorded->entry();
  return Sees(event) || (Reads() && WithholdsContact(entry) && !entry.has_audience());
}

bool Eye::Sees(const RecordedEvent& event) const {
  if (!event.recorded) return Reads();
  const v1::Entry& entry = event.recorded->entry();
  const Shelf shelf = ShelfOf(entry);
  const bool allowed = allowed_[static_cast<size_t>(shelf)];
  if (allowed && !entry.has_audience()) return true;
  if (Reads() && shelf != Shelf::kSafeguarding && TypedBy(caller_, event)) return true;
  if (Reads() && IsTheirOwnLink(caller_, entry)) return true;
  if (!entry.has_audience()) return false;
  const bool named = IsNamed(caller_, entry.audience());
  if (shelf != Shelf::kConfidential) return allowed && (named || KeepsTheFile(caller_.role));
  const bool always = KeepsTheFile(caller_.role) || caller_.role == v1::ROLE_HEAD;
  return (allowed && always) || (Reads() && named);
}

}  // namespace cairn
