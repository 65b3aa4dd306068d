// The duties of one child as they are served: GetDuties. Pure; safe to call from any thread.
#pragma once

#include "cairn/v1/record_service.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn {

// The whole reply but its position. `setting` may be null, as in DutiesOn.
v1::GetDutiesResponse DutiesMessage(const Record& record, const Setting* setting, CivilDate day);

}  // namespace cairn
