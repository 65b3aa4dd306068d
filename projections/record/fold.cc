#include "projections/record/fold.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "projections/record/evolve.h"

namespace cairn {
namespace {

// A link may come before what it names, in a bulk load.
bool IsAwaited(const Record& record, const RecordedEvent& event) {
  return std::any_of(record.events.begin(), record.events.end(), [&](const EventPtr& earlier) {
    if (!earlier->recorded.has_value()) return false;
    const v1::Entry& entry = earlier->recorded->entry();
    if (entry.has_corrects()) return Names(entry.corrects().target(), event);
    if (!entry.has_entry_voided()) return false;
    return std::any_of(entry.links().begin(), entry.links().end(), [&](const v1::Link& link) {
      return link.relation() == v1::RELATION_VOIDS && Names(link.entry(), event);
    });
  });
}

bool ChangesOthers(const RecordedEvent& event) {
  if (!event.recorded.has_value()) return false;
  const v1::Entry& entry = event.recorded->entry();
  return entry.has_corrects() || entry.has_entry_voided();
}

void AddEvent(Record& record, EventPtr event) {
  record.changes_others = record.changes_others || ChangesOthers(*event);
  record.source_marks.push_back(SourceMark(*event));
  record.events.push_back(std::move(event));
}

void Refold(Record& record, EventPtr event) {
  GrowingList<EventPtr> events = record.events;
  events.push_back(std::move(event));
  record = Fold(record.id, events, record.known_at, record.as_of);
}

}  // namespace

Record Fold(RecordId id, std::span<const EventPtr> events, KnownAt known_at, AsOf as_of) {
  Record record{.id = id, .known_at = known_at, .as_of = as_of};
  for (const EventPtr& event : events) {
    if (event->recorded_at_us <= known_at.recorded_at_us) AddEvent(record, event);
  }
  for (const EntryPtr& entry : EffectiveEntries(record.events, known_at, as_of)) {
    Evolve(record, entry, /*last=*/true);
  }
  return record;
}

Record Advance(Record record, EventPtr event) {
  AdvanceInPlace(record, std::move(event));
  return record;
}

void AdvanceInPlace(Record& record, EventPtr event) {
  if (event->recorded_at_us > record.known_at.recorded_at_us) return;
  if (!event->recorded.has_value()) return AddEvent(record, std::move(event));
  if (ChangesOthers(*event) || (record.changes_others && IsAwaited(record, *event))) {
    return Refold(record, std::move(event));
  }

  const auto entry =
      std::make_shared<const EffectiveEntry>(EffectiveEntry{.original = event, .current = event});
  const bool too_late = record.as_of.day.has_value() && entry->FirstDay() > *record.as_of.day;
  const bool last = IsLast(record, *entry);
  if (!too_late && !last && !FitsAnywhere(record, *entry)) {
    return Refold(record, std::move(event));
  }
  AddEvent(record, std::move(event));
  if (!too_late) Evolve(record, entry, last);
}

}  // namespace cairn
