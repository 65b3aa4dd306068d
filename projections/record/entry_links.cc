#include "projections/record/entry_links.h"

#include <algorithm>

namespace cairn {

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

}  // namespace cairn
