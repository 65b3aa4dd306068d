// Statutory returns: the SEN fields of the school census, and what the person level SEN2 return of
// an authority asks for and a school's record has. Two pure halves, both safe to call from any
// thread: a view makes rows of one record, without a day; a query makes the rows of a return as of
// a census day.
//
// Values are codes and dates (2026-01-15) as the return writes them, `1` and `0` for yes and no. A
// value is empty where the record has none; `missing` names those of them that the return requires.
// Nothing is made up: a code that does not count on the day is missing too.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/returns/return_rows.pb.h"

#include "eventstore/base/ids.h"
#include "projections/calendar/date.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Rows are a rows::ReturnRows; none for the record of a setting and for an erased one.
const View& ReturnsView();

// One child as the caller may see it.
struct ReturnChild {
  RecordId record;
  const rows::ReturnRows* rows = nullptr;  // never null
};

// The parts of the return with their columns, the day, and where the columns are known from;
// without the position. No parts for a kind that is not known.
v1::ReturnHeader ReturnHeaderOf(v1::ReturnKind kind, CivilDate census_day);

// The rows of one child, in the order of the parts: for a service that sends them child by child.
std::vector<v1::ReturnRow> ReturnRowsOf(const ReturnChild& child, v1::ReturnKind kind,
                                        CivilDate census_day);

// The rows of all of them, part by part, each part by the child's name, then by record.
std::vector<v1::ReturnRow> ListReturn(std::span<const ReturnChild> children, v1::ReturnKind kind,
                                      CivilDate census_day);

}  // namespace cairn
