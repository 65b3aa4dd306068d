// The row of one provision: what was given of it, from where to where, and what that shows. Pure.
#pragma once

#include "projections/record/record.h"
#include "projections/timeline/tried_rows.h"

namespace cairn {

TriedRowOf RowOfProvision(const Record& record, const Provision& provision, CivilDate day);

}  // namespace cairn
