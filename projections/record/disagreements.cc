#include "projections/record/disagreements.h"

#include <algorithm>
#include <utility>

#include "projections/record/entry_links.h"

namespace cairn {
namespace {

// Takes the place of what the same party said before. That somebody was not asked is no stand, and
// agreement in part leaves the rest open.
bool IsNewStand(v1::Stance stance) {
  return stance == v1::STANCE_AGREE || stance == v1::STANCE_DISAGREE;
}

// `later` speaks about everything that `earlier` is about.
bool Covers(const v1::PositionTaken& later, const v1::PositionTaken& earlier) {
  if (!earlier.has_plan_id() || later.plan_id() != earlier.plan_id()) return false;
  if (later.items().empty()) return true;
  return !earlier.items().empty() &&
         std::all_of(earlier.items().begin(), earlier.items().end(), [&](const std::string& item) {
           return std::find(later.items().begin(), later.items().end(), item) !=
                  later.items().end();
         });
}

// What `entry`, which comes after it, does to a disagreement. True: it has ended.
bool EndsStanding(const EntryPtr& entry, StandingDisagreement& disagreement) {
  const EffectiveEntry& taken = *disagreement.position.entry;
  if (LinksTo(entry->entry(), v1::RELATION_RESOLVES, taken)) return true;
  if (LinksTo(entry->entry(), v1::RELATION_PARTLY_RESOLVES, taken)) {
    disagreement.partly_resolved_by = entry;
  }
  const v1::PositionTaken& later = entry->entry().position_taken();
  return IsNewStand(later.stance()) && entry->Party() == taken.Party() &&
         Covers(later, *disagreement.position);
}

}  // namespace

std::vector<Disagreement> DisagreementsOf(const Record& record) {
  std::vector<Disagreement> found;
  for (const EntryPtr& entry : record.entries) {
    for (Disagreement& earlier : found) {
      if (earlier.ended_by == nullptr && EndsStanding(entry, earlier.taken))
        earlier.ended_by = entry;
    }
    const v1::Entry& fact = entry->entry();
    if (fact.position_taken().stance() == v1::STANCE_DISAGREE) {
      found.push_back({.taken = {.position = {entry, &fact.position_taken()}}});
    }
  }
  return found;
}

std::vector<StandingDisagreement> StandingDisagreements(const Record& record) {
  std::vector<StandingDisagreement> standing;
  for (Disagreement& disagreement : DisagreementsOf(record)) {
    if (disagreement.ended_by == nullptr) standing.push_back(std::move(disagreement.taken));
  }
  return standing;
}

}  // namespace cairn
