// The part of a record that one reader sees, as a record of its own. Pure.
#pragma once

#include "projections/timeline/context.h"

namespace cairn {

// The facts of `whole` that `may_see` shows, folded again: nothing in it is counted, dated,
// numbered or marked by any other. Corrections and voids are resolved over the whole record before,
// so what was declared void stays void whoever may see the declaration. Its events are those that
// `may_see` shows one by one, and those that were removed: the last of them says up to when it is
// known.
Record SeenPart(const Record& whole, const Visible& may_see);

}  // namespace cairn
