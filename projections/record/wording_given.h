// On which wording somebody spoke or signed: what was agreed or acknowledged before a correction
// was given on the wording that stood then. Pure; safe to call from any thread.
#pragma once

#include <optional>
#include <vector>

#include "projections/record/record.h"

namespace cairn {

// What a position, an acknowledgement or a copy sent is about: the entry that issued the plan
// version it names (the one in use on its day when it names none), else what it links to by ABOUT.
// Empty for every other kind.
std::vector<EntryPtr> SpokenAbout(const Record& record, const EffectiveEntry& statement);

// The day on which the wording of `target` was recorded that stood when `statement` was first
// recorded; nothing when it is the one that counts now.
std::optional<CivilDate> EarlierWordingOf(const EffectiveEntry& target,
                                          const EffectiveEntry& statement);

}  // namespace cairn
