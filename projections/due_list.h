// The due list: a cohort view. What is due for many children, overdue first. Rows hold the clocks
// of one record (duties/duties_rows.proto); the day, the term dates and the table of time limits
// join when a question is asked, by the same code as the duties of one child (duties.h). Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"
#include "projections/duties/duties_rows.pb.h"

#include "projections/cohort/of_child.h"
#include "projections/duties/duty_join.h"
#include "projections/record/school_years.h"
#include "projections/view_runner/view.h"

namespace cairn {

// Its name is `duties`.
View DutiesView();

using ChildDuties = OfChild<rows::DutiesRows>;

// One line of the list, without its words.
struct DueLine {
  const ChildDuties* of = nullptr;
  DutyOnDay duty;
};

struct DueList {
  // All that the request asks for: overdue first, then by due date, rule, name and record.
  std::vector<DueLine> lines;
  // How many of them are overdue.
  int overdue = 0;
};

// By every filter of `request` but the setting; which children there are, whoever asks has decided.
// `children` must outlive the list.
DueList DueListOn(std::span<const ChildDuties> children, const v1::ListDutiesRequest& request,
                  CivilDate day);

// The line as it is served, explained.
v1::DutyRow DutyRowOf(const DueLine& line, CivilDate day);

// Duties of the law that are overdue on `day`: for the register.
int LegalDutiesOverdue(const rows::DutiesRows& rows, SchoolYears& years, CivilDate day);

}  // namespace cairn
