// The person level SEN2 return of an authority, as far as a school's record knows it. Pure; safe to
// call from any thread.
//
// It speaks of the calendar year before the census day. A child is in it with what was under way or
// was concluded in that year, or is active on the day: requests and assessments without a
// conclusion or concluded since its first day, plans that were active since then, and what belongs
// to a plan that is active on the census day (cases to be included, SEN2 technical specification
// 2023, 1.3).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/returns/return_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/returns/return_line.h"

namespace cairn {

std::span<const ReturnPart> Sen2Parts();
std::string Sen2Specification();

std::vector<v1::ReturnRow> Sen2RowsOf(const rows::ReturnRows& rows, RecordId record,
                                      CivilDate census_day);

}  // namespace cairn
