// From what was recorded to what counts: corrections, voids and removals resolved as they were
// known at one time, what happened after one day left out, the rest in the order in which it
// happened. Pure functions; safe to call from any thread.
//
// Rules:
//   E1  A correction takes the place of its target; the last recorded correction wins, and a
//       correction of a correction corrects the first event of the chain.
//   E2  A void names an event by a link VOIDS. Voiding the first event of a chain voids the fact;
//       voiding a correction takes only that correction back. A void that is void does nothing.
//   E3  Order is (earliest instant of `occurred`, version of the first event of the chain), so a
//       correction does not move among entries of the same day.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/event.h"

namespace cairn {

// Only what was recorded at or before this instant; by default everything.
struct KnownAt {
  int64_t recorded_at_us = std::numeric_limits<int64_t>::max();
  friend bool operator==(const KnownAt&, const KnownAt&) = default;
};

// Only what had begun to happen on or before this day; by default everything.
struct AsOf {
  std::optional<CivilDate> day;
  friend bool operator==(const AsOf&, const AsOf&) = default;
};

// Where an entry stands in the history of what happened (E3).
struct OccurredOrder {
  int64_t earliest_us = 0;
  Version version = 0;
  friend auto operator<=>(const OccurredOrder&, const OccurredOrder&) = default;
};

// One fact that counts, with every event that made it what it is.
struct EffectiveEntry {
  // The event that first stated it.
  EventPtr original;
  // The event whose content counts: `original`, or the last correction. Its content is there.
  EventPtr current;
  // All corrections that are not void, oldest first; the last of them is `current`.
  std::vector<EventPtr> corrections;

  const v1::Entry& entry() const { return current->recorded->entry(); }
  // The version that places it; a correction does not change it.
  Version version() const { return original->version; }
  bool corrected() const { return !corrections.empty(); }
  // `source.id` of the original, then of each correction: {"A05", "A08"}.
  std::vector<std::string> Labels() const;
  std::string Label() const { return LabelOf(*original); }
  // Who said or did it, by name: the person named, else whoever was signed in. Parents with a
  // sign-in of their own are told apart by it.
  std::string_view Party() const;
  // First and last day of `occurred`; the day of recording when it names none.
  CivilDate FirstDay() const;
  CivilDate LastDay() const;
  OccurredOrder Order() const;
};
using EntryPtr = std::shared_ptr<const EffectiveEntry>;

// State(T, D) of a record before the fold: what counts, in the order of E3. `events` are the events
// of one record in version order.
std::vector<EntryPtr> EffectiveEntries(std::span<const EventPtr> events, KnownAt known_at = {},
                                       AsOf as_of = {});

// What has become of each event, in the order of `events`; WITHHELD is left to who serves them.
// Events recorded after `known_at` have EVENT_STATE_UNSPECIFIED: they did not exist.
std::vector<v1::EventState> StatesOf(std::span<const EventPtr> events, KnownAt known_at = {});

// Days from the last day of `occurred` to the day (Europe/London) on which the event was first
// recorded. Negative for what was written down before it happened or ended.
int DaysToRecording(const EffectiveEntry& entry);

}  // namespace cairn
