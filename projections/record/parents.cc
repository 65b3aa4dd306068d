#include "projections/record/parents.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"

#include "projections/calendar/academic_year.h"

namespace cairn {
namespace {

// What a notice to parents without names is addressed to.
constexpr const char* kParentWords[] = {
    "mother",       "father", "mum",    "dad",      "parent",    "parents",
    "both parents", "carer",  "carers", "guardian", "guardians", "mother and father",
};

bool IsParentWord(std::string_view name) {
  return std::any_of(std::begin(kParentWords), std::end(kParentWords), [&](const char* word) {
    return absl::EqualsIgnoreCase(std::string(name), word);
  });
}

bool IsMotherOrFather(v1::Relationship relationship) {
  return relationship == v1::RELATIONSHIP_MOTHER || relationship == v1::RELATIONSHIP_FATHER;
}

bool IsLinkOfParent(const v1::PersonLinked& link) {
  return link.parental_responsibility() || IsMotherOrFather(link.relationship()) ||
         link.relationship() == v1::RELATIONSHIP_CARER;
}

// Nobody becomes a mother on the day on which the school writes it down.
bool WasOneBefore(const Fact<v1::PersonLinked>& link, CivilDate day) {
  return IsMotherOrFather(link->relationship()) && !link->has_from() && link.day() > day;
}

bool CallsParent(const EffectiveEntry& entry, std::string_view name) {
  const v1::Actor& actor = entry.current->recorded->actor();
  if (actor.role() == v1::ROLE_PARENT && actor.name() == name) return true;
  const v1::Entry& said = entry.entry();
  if (said.person().capacity() == v1::CAPACITY_PARENT && said.person().name() == name) return true;
  const auto& attendees = said.meeting_held().attendees();
  return std::any_of(attendees.begin(), attendees.end(), [&](const v1::Attendee& attendee) {
    return attendee.capacity() == v1::CAPACITY_PARENT && attendee.name() == name;
  });
}

bool IsYoungPersonOrActsForThem(const Record& record, std::string_view name, CivilDate day) {
  if (!HoldsOwnRights(record.people, day)) return false;
  if (name == ChildName(record.people)) return true;
  const auto linked = LinkedOn(record.people, day);
  return std::any_of(linked.begin(), linked.end(), [&](const Fact<v1::PersonLinked>& link) {
    return link->name() == name && link->relationship() == v1::RELATIONSHIP_ALTERNATIVE_PERSON;
  });
}

}  // namespace

bool HoldsOwnRights(const People& people, CivilDate day) {
  const std::optional<CivilDate> born = BornOn(people);
  return born.has_value() && day > EndOfCompulsorySchoolAge(*born);
}

bool IsParentOn(const Record& record, std::string_view name, CivilDate day) {
  bool is_linked = false;
  for (const Fact<v1::PersonLinked>& link : record.people.linked) {
    if (link->name() != name) continue;
    if (WasOneBefore(link, day)) return true;
    is_linked = true;
  }
  if (is_linked) {
    const auto linked = LinkedOn(record.people, day);
    return std::any_of(linked.begin(), linked.end(), [&](const Fact<v1::PersonLinked>& link) {
      return link->name() == name && IsLinkOfParent(*link);
    });
  }
  return IsParentWord(name) ||
         std::any_of(record.entries.begin(), record.entries.end(),
                     [&](const EntryPtr& entry) { return CallsParent(*entry, name); });
}

bool WentToParents(const Record& record, const Fact<v1::NoticeSent>& notice) {
  const CivilDate day = notice.day();
  return std::any_of(
      notice->recipients().begin(), notice->recipients().end(), [&](const std::string& name) {
        return IsParentOn(record, name, day) || IsYoungPersonOrActsForThem(record, name, day);
      });
}

}  // namespace cairn
