#include "projections/timeline/item_filter.h"

#include <algorithm>

#include "projections/timeline/item_facts.h"
#include "projections/wording/summary.h"

namespace cairn {
namespace {

template <typename Value>
bool IsAmong(const std::vector<Value>& wanted, const Value& value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

// Whether any of `values` is wanted.
template <typename Value, typename Values>
bool SomeAmong(const std::vector<Value>& wanted, const Values& values) {
  return wanted.empty() || std::ranges::any_of(values, [&](const auto& value) {
           return std::ranges::find(wanted, static_cast<Value>(value)) != wanted.end();
         });
}

template <typename Holds>
bool AnyEntry(const TimelineLine& line, Holds holds) {
  return std::ranges::any_of(line.entries, [&](const EntryPtr& entry) { return holds(*entry); });
}

}  // namespace

bool ItemFilter::Wants(const TimelineContext& context, const TimelineLine& line) const {
  if (!IsAmong(stages, line.item.stage()) || !SomeAmong(marks, line.item.marks())) return false;
  const std::optional<CivilDate> day = EarliestDay(line.item.occurred());
  if ((from && !(day >= from)) || (to && !(day && *day <= *to))) return false;
  const auto of_kind = [&](const auto& entry) {
    return IsAmong(kind_names, OwnKindName(entry.entry()));
  };
  if (!kind_names.empty() && !AnyEntry(line, of_kind)) return false;
  const auto of_area = [&](const auto& entry) { return SomeAmong(areas, AreasOf(context, entry)); };
  if (!areas.empty() && !AnyEntry(line, of_area)) return false;
  const auto of_person = [&](const auto& entry) {
    return std::ranges::any_of(PeopleIn(entry), is_person);
  };
  return !is_person || AnyEntry(line, of_person);
}

}  // namespace cairn
