// What an entry is about and who is in it, as far as the record says, for looking through a
// timeline. Pure.
#pragma once

#include <set>
#include <string>

#include "projections/timeline/context.h"

namespace cairn {

// The broad areas (Code of Practice 6.28-6.35) that an entry is about: those it states, that of the
// types of need it names, those of the outcomes that its targets and plan lines serve, that of the
// catalogue's line of its provision, and those of the plan version, worry or entry that it answers
// or speaks of. Nothing is drawn from what the reader may not see. Empty where nothing says it.
std::set<v1::BroadArea> AreasOf(const TimelineContext& context, const EffectiveEntry& entry);

// Everybody who said, did or typed it, by name, in every wording: the person named, who was signed
// in, and who gave it, tested, led, wrote it down or was spoken with, where the entry says so.
std::set<std::string> PeopleIn(const EffectiveEntry& entry);

}  // namespace cairn
