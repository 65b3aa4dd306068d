// What stands behind a row of what was tried: why, by whom, what was measured and said, what
// reviews decided, what came next. Pure. Every word is drawn from entries that the reader may see,
// and a field stays empty where none of them says it: nearness in time is never taken for a reason.
//
//   why             what the plan line says, the targets it serves, the advice that the entry
//                   carries out (computed when it was found by its wording), what it links to by
//                   CARRIES_OUT
//   by_whom         who gives it by its start, its changes and its logs, each once
//   training        as recorded with the support, else by the setting's staff records; where a
//                   staff record is missing nothing is said
//   child, parents  who spoke of it: by a link ABOUT to one of its entries, by a position on its
//                   plan line in a version in which that says the same, or in a review that looked
//                   at this support and no other
//   review_decided  reviews that name it; and those of a plan version that has its line, saying the
//                   same, while it was given, with that said
//   came_next       the next row by date, of those that the reader may see
#pragma once

#include <vector>

#include "projections/timeline/context.h"
#include "projections/timeline/tried_rows.h"

namespace cairn {

// Fills the details of `rows`, which the reader may see, in their order.
void AddDetails(const TimelineContext& context, std::vector<TriedRowOf>& rows);

}  // namespace cairn
