#include "projections/timeline/void_items.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace cairn {
namespace {

// The void entry that `event` corrects; nothing when what it corrects is not void.
EffectiveEntry* CorrectedBy(const Record& record, const RecordedEvent& event,
                            std::vector<EffectiveEntry>& found) {
  if (!event.recorded->entry().has_corrects()) return nullptr;
  const EventPtr target = FindEvent(record, event.recorded->entry().corrects().target());
  if (target == nullptr) return nullptr;
  const auto entry = std::ranges::find_if(found, [&](const EffectiveEntry& one) {
    return one.original == target || std::ranges::count(one.corrections, target) > 0;
  });
  return entry == found.end() ? nullptr : &*entry;
}

}  // namespace

std::vector<EntryPtr> VoidEntries(const Record& record, CivilDate day) {
  const std::vector<EventPtr> events(record.events.begin(), record.events.end());
  const std::vector<v1::EventState> states = StatesOf(events);
  std::vector<EffectiveEntry> found;
  for (size_t i = 0; i < events.size(); ++i) {
    if (states[i] != v1::EVENT_STATE_VOIDED) continue;
    if (EffectiveEntry* entry = CorrectedBy(record, *events[i], found)) {
      entry->corrections.push_back(events[i]);
      entry->current = events[i];
    } else {
      found.push_back({.original = events[i], .current = events[i]});
    }
  }
  std::vector<EntryPtr> entries;
  for (EffectiveEntry& entry : found) {
    if (entry.FirstDay() > day) continue;
    entries.push_back(std::make_shared<const EffectiveEntry>(std::move(entry)));
  }
  return entries;
}

}  // namespace cairn
