#include "projections/timeline/cycles.h"

#include <algorithm>

namespace cairn {
namespace {

bool BeginsTheFirst(const v1::Entry& entry) {
  return entry.has_concern_raised() || entry.has_observation_recorded() ||
         entry.has_assessment_recorded();
}

CivilDate FirstDayOf(const Record& record) {
  for (const EntryPtr& entry : record.entries) {
    if (BeginsTheFirst(entry->entry())) return entry->FirstDay();
  }
  return record.entries.front()->FirstDay();
}

// The review that ended the cycle on that day, the last if there were several.
const EffectiveEntry* ReviewOn(const Record& record, CivilDate day) {
  const EffectiveEntry* found = nullptr;
  for (const Fact<v1::PlanReviewed>& review : record.reviews.reviews) {
    if (review.day() == day) found = review.entry.get();
  }
  return found;
}

}  // namespace

std::vector<v1::Cycle> CyclesOf(const Record& record) {
  std::vector<v1::Cycle> cycles;
  if (record.entries.empty()) return cycles;
  v1::Cycle cycle;
  cycle.set_number(1);
  *cycle.mutable_from() = ToProto(FirstDayOf(record));
  cycles.push_back(cycle);
  for (const Fact<v1::PlanReviewed>& review : record.reviews.reviews) {
    const v1::Date day = ToProto(review.day());
    const bool same_day =
        cycles.size() > 1 && EarliestDay(cycles.back().from()) == EarliestDay(day);
    if (same_day) continue;
    *cycles.back().mutable_to() = day;
    v1::Cycle next;
    next.set_number(cycles.back().number() + 1);
    *next.mutable_from() = day;
    cycles.push_back(next);
  }
  return cycles;
}

int CycleOf(const Record& record, const std::vector<v1::Cycle>& cycles,
            const EffectiveEntry& entry) {
  const CivilDate day = entry.FirstDay();
  for (const v1::Cycle& cycle : cycles) {
    const std::optional<CivilDate> last = EarliestDay(cycle.to());
    if (!last.has_value() || day < *last) return cycle.number();
    if (day > *last) continue;
    const EffectiveEntry* review = ReviewOn(record, day);
    const bool begins_next =
        review != nullptr && entry.entry().has_plan_issued() && review->Order() < entry.Order();
    return begins_next ? cycle.number() + 1 : cycle.number();
  }
  return cycles.empty() ? 1 : cycles.back().number();
}

}  // namespace cairn
