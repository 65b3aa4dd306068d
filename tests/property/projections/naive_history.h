// What counts of a history, found the slow way and from the words of the rules alone: for
// comparison with projections/record. Links lead back, as everywhere but in a bulk load.
#pragma once

#include <cstddef>
#include <vector>

#include "projections/record/effective_entries.h"
#include "projections/record/event.h"

namespace cairn {

// One fact that counts, by indices into the history.
struct NaiveFact {
  size_t stated_first = 0;
  size_t counts_now = 0;
  std::vector<size_t> corrections;  // that stand, oldest first

  friend bool operator==(const NaiveFact&, const NaiveFact&) = default;
};

// The facts as they were on one day, as they were known at one time, in the order in which they
// happened.
std::vector<NaiveFact> NaiveFacts(const std::vector<EventPtr>& history, KnownAt known_at,
                                  AsOf as_of);

}  // namespace cairn
