// What Cairn computes beside the start of support from the setting's catalogue and staff records:
// the training of whoever gives it, and what their time has cost. Pure; nobody's words.
#pragma once

#include <string>
#include <vector>

#include "projections/timeline/context.h"

namespace cairn {

// Adds to the lines of a ProvisionStarted
//   "=Corwin Applegarth: trained for Phonics A, by the staff record", or not; nothing where the
//   record itself says so or nobody need be trained (R61)
//   "=staff time to 6 Dec 2024: 160 min, GBP 12.80", when what an hour costs is in the entry or in
//   the catalogue for every day of the log, and the reader may see the log
void AddSupportLines(const TimelineContext& context, const EffectiveEntry& entry,
                     std::vector<std::string>& lines);

}  // namespace cairn
