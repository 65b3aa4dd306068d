// Who is who in a record: AddOwnerNames of duty_list.h.
//   SETTING           the keyworker linked to the child, else the class teacher: responsible day by
//                     day
//   SENCO, HEAD       whoever was last named as that in an entry
//   LOCAL_AUTHORITY   the caseworker linked to the child
#include <array>
#include <map>

#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

// In the order in which they count: the last one that holds on a day is taken.
struct Linked {
  v1::Relationship relationship;
  v1::DutyOwner owner;
};
constexpr std::array<Linked, 3> kLinked = {{
    {v1::RELATIONSHIP_CLASS_TEACHER, v1::DUTY_OWNER_SETTING},
    {v1::RELATIONSHIP_KEYWORKER, v1::DUTY_OWNER_SETTING},
    {v1::RELATIONSHIP_LA_CASEWORKER, v1::DUTY_OWNER_LOCAL_AUTHORITY},
}};

rows::DutyOwnerName& AddName(DutyList& list, v1::DutyOwner owner, std::string_view name,
                             CivilDate first) {
  rows::DutyOwnerName& row = *list.rows().add_owners();
  row.set_owner(owner);
  row.set_name(std::string(name));
  row.mutable_days()->set_first(first.epoch_days());
  return row;
}

// The last of those linked on `day`; empty when there is none.
std::string_view NameOn(const People& people, v1::Relationship relationship, CivilDate day) {
  std::string_view name;
  for (const Fact<v1::PersonLinked>& link : LinkedOn(people, day)) {
    if (link->relationship() == relationship) name = link->name();
  }
  return name;
}

// Only on the first day of a link, or the day after its end, can it turn.
std::set<CivilDate> TurnsOf(const People& people) {
  std::set<CivilDate> turns;
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    turns.insert(EarliestDay(link->from()).value_or(link.day()));
    if (const auto last = LatestDay(link->to())) turns.insert(last->AddDays(1));
  }
  for (const Fact<v1::PersonUnlinked>& end : people.unlinked) {
    turns.insert(LatestDay(end->last_day()).value_or(end.day()).AddDays(1));
  }
  return turns;
}

void AddLinked(DutyList& list, const Linked& linked) {
  rows::DutyOwnerName* open = nullptr;
  for (const CivilDate turn : TurnsOf(list.record.people)) {
    const std::string_view name = NameOn(list.record.people, linked.relationship, turn);
    if (open != nullptr && open->name() == name) continue;
    if (open != nullptr) open->mutable_days()->set_last(turn.AddDays(-1).epoch_days());
    open = name.empty() ? nullptr : &AddName(list, linked.owner, name, turn);
  }
}

// Who an entry names as that, or who signed in as that and names nobody.
std::string_view NameOf(const v1::Recorded& recorded, v1::Capacity capacity, v1::Role role) {
  const v1::Entry& entry = recorded.entry();
  if (entry.has_person()) {
    return entry.person().capacity() == capacity ? entry.person().name() : std::string_view();
  }
  return recorded.actor().role() == role ? recorded.actor().name() : std::string_view();
}

void AddNamed(DutyList& list, v1::DutyOwner owner, v1::Capacity capacity, v1::Role role) {
  std::string_view last;
  for (const EntryPtr& entry : list.record.entries) {
    const std::string_view name = NameOf(*entry->current->recorded, capacity, role);
    if (name.empty() || name == last) continue;
    AddName(list, owner, name, entry->FirstDay());
    last = name;
  }
}

}  // namespace

void AddOwnerNames(DutyList& list) {
  for (const Linked& linked : kLinked) AddLinked(list, linked);
  AddNamed(list, v1::DUTY_OWNER_SENCO, v1::CAPACITY_SENCO, v1::ROLE_SENCO);
  AddNamed(list, v1::DUTY_OWNER_HEAD, v1::CAPACITY_HEAD, v1::ROLE_HEAD);
}

}  // namespace cairn
