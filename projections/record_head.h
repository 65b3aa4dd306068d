// The head of a record: who the child is and where the record stands. A record view: pure.
#pragma once

#include "cairn/v1/record_service.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn {

// The head as of `day`. `version` is not set from the fold, which may be of visible events only.
v1::Record RecordHeadView(const Record& record, CivilDate day);

}  // namespace cairn
