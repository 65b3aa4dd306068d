#include "projections/record/record.h"

#include "projections/record/entry_links.h"

namespace cairn {

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

}  // namespace cairn
