// Who is who in a record: AddOwnerNames of duty_list.h.
//   SETTING           the keyworker linked to the child, else the class teacher: responsible day by
//                     day
//   SENCO, HEAD       whoever was last named as that in an entry
//   LOCAL_AUTHORITY   the caseworker linked to the child
#include <array>
#include <map>
#include <set>

#include "absl/container/flat_hash_map.h"

#include "projections/duties/duty_list.h"
#include "projections/record/link_ends.h"

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

void AddName(DutyList& list, v1::DutyOwner owner, std::string_view name, CivilDate first) {
  rows::DutyOwnerName& row = *list.rows().add_owners();
  row.set_owner(owner);
  row.set_name(std::string(name));
  row.mutable_days()->set_first(first.epoch_days());
}

// The first day on which a link that `end` ends is over.
CivilDate OverFrom(const Fact<v1::PersonUnlinked>& end) {
  return LatestDay(end->last_day()).value_or(end.day()).AddDays(1);
}

// Who is linked as what, day by day in one pass. As LinkedOn (people.h): of each person the last
// link that has begun counts, and of several persons the one linked last.
class LinkedInTurn {
 public:
  LinkedInTurn(const People& people, v1::Relationship relationship)
      : people_(people), relationship_(relationship) {
    const LinkEnds ends(people, OverFrom);
    for (size_t i = 0; i < people.linked.size(); ++i) {
      const Fact<v1::PersonLinked>& link = people.linked[i];
      over_.push_back(ends.Of(link));
      turns_[EarliestDay(link->from()).value_or(link.day())].begin.push_back(i);
      if (over_.back().has_value()) turns_[*over_.back()].end.push_back(i);
    }
  }

  // Calls `name_from(name, day)` on each day on which it may be another name; empty for nobody.
  template <typename NameFrom>
  void ForEachTurn(NameFrom name_from) {
    for (const auto& [day, turn] : turns_) {
      for (const size_t link : turn.begin) Begin(link, day);
      for (const size_t link : turn.end) counting_.erase(link);
      name_from(counting_.empty() ? std::string_view()
                                  : std::string_view(people_.linked[*counting_.rbegin()]->name()),
                day);
    }
  }

 private:
  struct Turn {
    std::vector<size_t> begin;
    std::vector<size_t> end;
  };

  void Begin(size_t link, CivilDate day) {
    const Fact<v1::PersonLinked>& begun = people_.linked[link];
    const auto [last, is_new] = last_of_.try_emplace(begun->name(), link);
    if (!is_new && last->second > link) return;  // began later than what took its place
    counting_.erase(last->second);
    last->second = link;
    const bool is_over = over_[link].has_value() && *over_[link] <= day;
    if (begun->relationship() == relationship_ && !is_over) counting_.insert(link);
  }

  const People& people_;
  const v1::Relationship relationship_;
  std::vector<std::optional<CivilDate>> over_;  // by link
  std::map<CivilDate, Turn> turns_;
  absl::flat_hash_map<std::string_view, size_t> last_of_;  // by name
  std::set<size_t> counting_;
};

void AddLinked(DutyList& list, const Linked& linked) {
  // Its place: adding a name moves the others.
  std::optional<int> open;
  LinkedInTurn(list.record.people, linked.relationship)
      .ForEachTurn([&](std::string_view name, CivilDate day) {
        auto& owners = *list.rows().mutable_owners();
        if (open.has_value() && owners[*open].name() == name) return;
        if (open.has_value()) {
          owners[*open].mutable_days()->set_last(day.AddDays(-1).epoch_days());
        }
        open.reset();
        if (name.empty()) return;
        AddName(list, linked.owner, name, day);
        open = owners.size() - 1;
      });
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
