// One record to the rows of the register. Pure; safe to call from any thread.
#pragma once

#include "projections/register/register_rows.pb.h"

#include "projections/record/record.h"

namespace cairn {

// `record` must be of a child (IsOfChild) and as of no day.
//
// Disputed is a day on which a disagreement about a plan stands (StandingDisagreements), or a
// dispute is open: from DisputeOpened to DisputeClosed, of a mediation to its certificate, of an
// appeal to the order that decides it.
rows::RegisterRows RegisterRowsOf(const Record& record);

}  // namespace cairn
