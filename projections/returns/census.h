// The SEN fields of the school census. Pure; safe to call from any thread.
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

std::span<const ReturnPart> CensusParts();
std::string CensusSpecification();

// Of a child on roll on the day; nothing for others. Every pupil has a code of SEN provision. Types
// are asked for in the spring census, which is held in January, of children with K or E: at most
// two.
std::vector<v1::ReturnRow> CensusRowsOf(const rows::ReturnRows& rows, RecordId record,
                                        CivilDate census_day);

}  // namespace cairn
