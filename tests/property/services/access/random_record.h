// Random records full of what decides access: links, grants, their ends, authors, labels,
// audiences, corrections, voids and removals; and random callers who may or may not be in them.
// For use inside a RapidCheck property.
#pragma once

#include <vector>

#include "projections/calendar/date.h"
#include "projections/record/event.h"
#include "services/access/caller.h"

namespace cairn {

// 0 to `max`, all alike.
int UpTo(int max);

// Any role, subject and setting.
Caller RandomCaller();

// A day before, within or after all that is in a random record.
CivilDate RandomDay();

// A record of up to 25 events, in version order; it begins by being opened, mostly.
std::vector<EventPtr> RandomEvents();

}  // namespace cairn
