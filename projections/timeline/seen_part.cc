#include "projections/timeline/seen_part.h"

#include "projections/record/evolve.h"

namespace cairn {
namespace {

// What was removed has nothing left to hide.
bool ShowsEvent(const Visible& may_see, const EventPtr& event) {
  return !event->recorded.has_value() || may_see({.original = event, .current = event});
}

}  // namespace

Record SeenPart(const Record& whole, const Visible& may_see) {
  Record seen{.id = whole.id, .known_at = whole.known_at, .as_of = whole.as_of};
  for (size_t i = 0; i < whole.events.size(); ++i) {
    if (!ShowsEvent(may_see, whole.events[i])) continue;
    seen.events.push_back(whole.events[i]);
    seen.source_marks.push_back(whole.source_marks[i]);
  }
  seen.changes_others = whole.changes_others;
  for (const EntryPtr& entry : whole.entries) {
    if (may_see(*entry)) Evolve(seen, entry, /*last=*/true);
  }
  return seen;
}

}  // namespace cairn
