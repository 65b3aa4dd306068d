// One record to the rows of acknowledgements. Pure; safe to call from any thread.
#pragma once

#include "projections/acknowledgements/acknowledgement_rows.pb.h"

#include "projections/record/record.h"

namespace cairn {

// `record` must be of a child (IsOfChild) and as of no day.
rows::AcknowledgementRows AcknowledgementRowsOf(const Record& record);

}  // namespace cairn
