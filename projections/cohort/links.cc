#include "projections/cohort/links.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

namespace cairn {
namespace {

// The first day on which an end counts: the day after the last one that it states, and not before
// it has happened.
CivilDate OverFrom(const Fact<v1::PersonUnlinked>& end) {
  const CivilDate last = LatestDay(end->last_day()).value_or(end.day());
  return std::max(last.AddDays(1), end.day());
}

// The first day on which `link` is over, by its own last day or by an end; nothing while it lasts.
std::optional<CivilDate> OverFrom(const People& people, const Fact<v1::PersonLinked>& link) {
  std::optional<CivilDate> over;
  if (const auto last = LatestDay(link->to())) over = last->AddDays(1);
  for (const Fact<v1::PersonUnlinked>& end : people.unlinked) {
    if (end->relationship() != link->relationship()) continue;
    const CivilDate from = OverFrom(end);
    if (over.has_value() && *over <= from) continue;
    People with_this_end;
    with_this_end.unlinked.push_back(end);
    if (IsUnlinked(with_this_end, link, from)) over = from;
  }
  return over;
}

}  // namespace

void AddLinks(const People& people, bool (*is_wanted)(v1::Relationship),
              google::protobuf::RepeatedPtrField<rows::LinkRow>& links) {
  std::set<std::string_view> names;
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    if (is_wanted(link->relationship())) names.insert(link->name());
  }
  for (const Fact<v1::PersonLinked>& link : people.linked) {
    if (!names.contains(link->name())) continue;
    rows::LinkRow& line = *links.Add();
    line.set_from(
        std::max(EarliestDay(link->from()).value_or(link.day()), link.day()).epoch_days());
    if (const auto over = OverFrom(people, link)) line.set_over(over->epoch_days());
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
