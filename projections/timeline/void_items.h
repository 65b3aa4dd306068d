// What was declared void, for those who keep the file. Pure.
#pragma once

#include <vector>

#include "projections/timeline/context.h"

namespace cairn {

// Every fact that is void, and every correction that was taken back, as it read: what was known and
// had begun by the day of the view, in version order. Of what was corrected before it was declared
// void, the last wording counts.
std::vector<EntryPtr> VoidEntries(const Record& record, CivilDate day);

}  // namespace cairn
