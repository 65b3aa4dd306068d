#include "projections/record/record.h"

#include <algorithm>

namespace cairn {
namespace {

bool NamesEntry(const v1::EntryRef& ref, const EffectiveEntry& entry) {
  return Names(ref, *entry.original) ||
         std::any_of(entry.corrections.begin(), entry.corrections.end(),
                     [&](const EventPtr& correction) { return Names(ref, *correction); });
}

bool LinksTo(const v1::Entry& from, v1::Relation relation, const EffectiveEntry& target) {
  return std::any_of(from.links().begin(), from.links().end(), [&](const v1::Link& link) {
    return link.relation() == relation && NamesEntry(link.entry(), target);
  });
}

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
bool Ends(const EntryPtr& entry, StandingDisagreement& disagreement) {
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

EntryPtr FindEntry(const Record& record, const v1::EntryRef& ref) {
  for (const EntryPtr& entry : record.entries) {
    if (NamesEntry(ref, *entry)) return entry;
  }
  return nullptr;
}

EventPtr FindEvent(const Record& record, const v1::EntryRef& ref) {
  const bool by_source = !ref.has_event_id();
  const size_t mark = SourceMark(ref.source_id());
  for (size_t i = 0; i < record.events.size(); ++i) {
    if (by_source && record.source_marks[i] != mark) continue;
    if (Names(ref, *record.events[i])) return record.events[i];
  }
  return nullptr;
}

std::vector<EntryPtr> LinkedFrom(const Record& record, const EffectiveEntry& from,
                                 v1::Relation relation) {
  std::vector<EntryPtr> linked;
  for (const v1::Link& link : from.entry().links()) {
    if (link.relation() != relation) continue;
    if (EntryPtr entry = FindEntry(record, link.entry())) linked.push_back(std::move(entry));
  }
  return linked;
}

std::vector<EntryPtr> LinkingTo(const Record& record, const EffectiveEntry& target,
                                v1::Relation relation) {
  std::vector<EntryPtr> linking;
  for (const EntryPtr& entry : record.entries) {
    if (LinksTo(entry->entry(), relation, target)) linking.push_back(entry);
  }
  return linking;
}

CivilDate ViewDay(const Record& record) {
  return record.as_of.day.value_or(DayOfMicros(record.recorded_at_us()));
}

std::string_view NcYearOn(const Record& record, CivilDate day) {
  std::string_view year;
  for (const EntryPtr& entry : record.entries) {
    if (entry->FirstDay() > day) continue;
    const v1::Entry& fact = entry->entry();
    if (fact.details_recorded().has_nc_year()) year = fact.details_recorded().nc_year();
    if (fact.placement_recorded().has_nc_year()) year = fact.placement_recorded().nc_year();
    if (fact.plan_issued().has_nc_year()) year = fact.plan_issued().nc_year();
  }
  return year;
}

std::vector<StandingDisagreement> StandingDisagreements(const Record& record) {
  std::vector<StandingDisagreement> standing;
  for (const EntryPtr& entry : record.entries) {
    std::erase_if(standing, [&](StandingDisagreement& earlier) { return Ends(entry, earlier); });
    const v1::Entry& fact = entry->entry();
    if (fact.position_taken().stance() == v1::STANCE_DISAGREE) {
      standing.push_back({.position = {entry, &fact.position_taken()}});
    }
  }
  return standing;
}

}  // namespace cairn
