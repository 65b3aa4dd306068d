// Histories of anything: every field of every kind set to anything a client could send and the
// rules could ever have let through. Of RapidCheck's own randomness: for its properties alone.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "projections/record/event.h"

namespace cairn {

// 0 to `max`, all alike: RapidCheck would begin with small numbers, and so with empty histories.
int UpTo(int max);

// Up to `events_max` events from 2025 on, of these kinds by their fields in Entry; of every kind
// when none is named.
std::vector<EventPtr> RandomHistory(std::span<const std::string_view> kinds = {},
                                    int events_max = 12);

}  // namespace cairn
