#include "projections/record/people.h"

#include <algorithm>

namespace cairn {
namespace {

// A day stated in the entry, or else the day the entry happened.
template <typename Kind>
CivilDate StatedDay(const Fact<Kind>& fact, bool stated, const v1::Date& date) {
  const std::optional<CivilDate> day = stated ? EarliestDay(date) : std::nullopt;
  return day.value_or(fact.day());
}

bool HasExpired(const v1::PermissionRecorded& permission, CivilDate day) {
  const std::optional<CivilDate> last = LatestDay(permission.expires());
  return permission.act() == v1::PERMISSION_ACT_GIVEN && last.has_value() && *last < day;
}

}  // namespace

v1::SubjectKind SubjectOf(const People& people) {
  return people.opened ? people.opened->subject() : v1::SUBJECT_KIND_UNSPECIFIED;
}

std::optional<RecordId> SettingOf(const People& people) {
  if (!people.opened) return std::nullopt;
  const RecordedEvent& first = *people.opened.entry->original;
  return first.recorded ? RecordId::FromBytes(first.recorded->setting().id()) : std::nullopt;
}

std::string_view ChildName(const People& people) {
  return people.opened ? std::string_view(people.opened->name()) : std::string_view();
}

std::optional<CivilDate> BornOn(const People& people) {
  return people.opened ? EarliestDay(people.opened->born()) : std::nullopt;
}

bool IsFictional(const People& people) { return people.opened && people.opened->fictional(); }

std::vector<Fact<v1::IdentifierRecorded>> CurrentIdentifiers(const People& people,
                                                             v1::IdentifierType type) {
  std::vector<Fact<v1::IdentifierRecorded>> current;
  for (const Fact<v1::IdentifierRecorded>& identifier : people.identifiers) {
    if (identifier->type() != type) continue;
    std::erase_if(current, [&](const Fact<v1::IdentifierRecorded>& earlier) {
      return earlier->value() == identifier->value() ||
             (identifier->has_replaces() && earlier->value() == identifier->replaces());
    });
    current.push_back(identifier);
  }
  return current;
}

bool NamesLink(const v1::PersonUnlinked& end, const v1::PersonLinked& link) {
  if (end.relationship() != link.relationship()) return false;
  const bool by_sign_in = !end.sign_in_subject().empty() && !link.sign_in_subject().empty();
  return by_sign_in ? end.sign_in_subject() == link.sign_in_subject() : end.name() == link.name();
}

bool IsUnlinked(const People& people, const Fact<v1::PersonLinked>& link, CivilDate day) {
  return std::any_of(
      people.unlinked.begin(), people.unlinked.end(), [&](const Fact<v1::PersonUnlinked>& end) {
        return NamesLink(*end, *link) && link.entry->version() < end.entry->version() &&
               LatestDay(end->last_day()).value_or(end.day()) < day;
      });
}

std::vector<Fact<v1::PersonLinked>> LinkedOn(const People& people, CivilDate day) {
  std::vector<Fact<v1::PersonLinked>> linked;
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    if (StatedDay(link, link->has_from(), link->from()) > day) continue;
    std::erase_if(linked, [&](const Fact<v1::PersonLinked>& earlier) {
      return earlier->name() == link->name();
    });
    linked.push_back(link);
  }
  std::erase_if(linked, [&](const Fact<v1::PersonLinked>& link) {
    const std::optional<CivilDate> last = LatestDay(link->to());
    return (last.has_value() && *last < day) || IsUnlinked(people, link, day);
  });
  return linked;
}

std::vector<Fact<v1::PersonLinked>> HoldersOfResponsibility(const People& people, CivilDate day) {
  std::vector<Fact<v1::PersonLinked>> holders = LinkedOn(people, day);
  std::erase_if(
      holders, [](const Fact<v1::PersonLinked>& link) { return !link->parental_responsibility(); });
  return holders;
}

Fact<v1::PlacementRecorded> PlacementOn(const People& people, CivilDate day) {
  Fact<v1::PlacementRecorded> found;
  for (const Fact<v1::PlacementRecorded>& placement : people.placements) {
    if (StatedDay(placement, placement->has_from(), placement->from()) <= day) found = placement;
  }
  return found;
}

Fact<v1::SenStatusSet> StatusOn(const People& people, CivilDate day) {
  Fact<v1::SenStatusSet> found;
  for (const Fact<v1::SenStatusSet>& status : people.statuses) {
    if (status.day() <= day) found = status;
  }
  return found;
}

Fact<v1::SenStatusSet> StatusSince(const People& people, CivilDate day) {
  Fact<v1::SenStatusSet> first;
  for (const Fact<v1::SenStatusSet>& status : people.statuses) {
    if (status.day() > day) continue;
    if (!first || first->status() != status->status()) first = status;
  }
  return first;
}

bool NamesService(const v1::PermissionRecorded& permission, int service) {
  return std::find(permission.services().begin(), permission.services().end(), service) !=
         permission.services().end();
}

Fact<v1::PermissionRecorded> PermissionOn(const People& people, v1::OutsideService service,
                                          CivilDate day) {
  Fact<v1::PermissionRecorded> last;
  for (const Fact<v1::PermissionRecorded>& word : people.permissions) {
    if (!NamesService(*word, service)) continue;
    if (StatedDay(word, word->has_effective_from(), word->effective_from()) > day) continue;
    const bool answered = last && last->act() != v1::PERMISSION_ACT_ASKED;
    if (word->act() == v1::PERMISSION_ACT_ASKED && answered) continue;
    last = HasExpired(*word, day) ? Fact<v1::PermissionRecorded>() : word;
  }
  return last;
}

bool IsPermitted(const People& people, v1::OutsideService service, CivilDate day) {
  const Fact<v1::PermissionRecorded> last = PermissionOn(people, service, day);
  return last && last->act() == v1::PERMISSION_ACT_GIVEN;
}

}  // namespace cairn
