#include "projections/record/link_ends.h"

#include <algorithm>

namespace cairn {

LinkEnds::LinkEnds(const People& people, OverFrom over_from) {
  for (const Fact<v1::PersonUnlinked>& end : people.unlinked) {
    const Earliest one{end.entry->version(), over_from(end)};
    const Key by_name(end->relationship(), end->name());
    by_name_[by_name].push_back(one);
    if (end->sign_in_subject().empty()) {
      by_name_alone_[by_name].push_back(one);
    } else {
      by_sign_in_[Key(end->relationship(), end->sign_in_subject())].push_back(one);
    }
  }
  for (Index* index : {&by_sign_in_, &by_name_alone_, &by_name_}) {
    for (auto& [key, ends] : *index) {
      std::ranges::sort(ends, {}, &Earliest::version);
      for (size_t i = ends.size() - 1; i > 0; --i) {
        ends[i - 1].over = std::min(ends[i - 1].over, ends[i].over);
      }
    }
  }
}

void LinkEnds::Earlier(const Index& index, const Key& key, Version link,
                       std::optional<CivilDate>& over) {
  const auto found = index.find(key);
  if (found == index.end()) return;
  const auto end = std::ranges::upper_bound(found->second, link, {}, &Earliest::version);
  if (end != found->second.end()) over = std::min(over.value_or(end->over), end->over);
}

std::optional<CivilDate> LinkEnds::Of(const Fact<v1::PersonLinked>& link) const {
  std::optional<CivilDate> over;
  if (const auto last = LatestDay(link->to())) over = last->AddDays(1);
  const Version version = link.entry->version();
  const Key by_name(link->relationship(), link->name());
  if (link->sign_in_subject().empty()) {
    Earlier(by_name_, by_name, version, over);
  } else {
    Earlier(by_name_alone_, by_name, version, over);
    Earlier(by_sign_in_, Key(link->relationship(), link->sign_in_subject()), version, over);
  }
  return over;
}

}  // namespace cairn
