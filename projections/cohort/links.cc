#include "projections/cohort/links.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "projections/record/link_ends.h"

namespace cairn {
namespace {

// The first day on which an end counts: the day after the last one that it states, and not before
// it has happened.
CivilDate OverFrom(const Fact<v1::PersonUnlinked>& end) {
  const CivilDate last = LatestDay(end->last_day()).value_or(end.day());
  return std::max(last.AddDays(1), end.day());
}

}  // namespace

void AddLinks(const People& people, bool (*is_wanted)(v1::Relationship),
              google::protobuf::RepeatedPtrField<rows::LinkRow>& links) {
  std::set<std::string_view> names;
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    if (is_wanted(link->relationship())) names.insert(link->name());
  }
  const LinkEnds ends(people, OverFrom);
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    if (!names.contains(link->name())) continue;
    rows::LinkRow& line = *links.Add();
    line.set_from(
        std::max(EarliestDay(link->from()).value_or(link.day()), link.day()).epoch_days());
    if (const auto over = ends.Of(link)) line.set_over(over->epoch_days());
    line.set_name(link->name());
    line.set_relationship(link->relationship());
    line.set_sign_in_subject(link->sign_in_subject());
  }
}

std::vector<const rows::LinkRow*> LinksOn(
    const google::protobuf::RepeatedPtrField<rows::LinkRow>& links, CivilDate day) {
  std::vector<const rows::LinkRow*> linked;
  for (const rows::LinkRow& link : links) {
    if (link.from() > day.epoch_days()) continue;
    std::erase_if(linked,
                  [&](const rows::LinkRow* earlier) { return earlier->name() == link.name(); });
    linked.push_back(&link);
  }
  std::erase_if(linked, [&](const rows::LinkRow* link) {
    return link->has_over() && link->over() <= day.epoch_days();
  });
  return linked;
}

}  // namespace cairn
