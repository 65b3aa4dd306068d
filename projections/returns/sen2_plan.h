// The rows of SEN2 about a plan. Used by sen2.cc alone. Pure.
#pragma once

#include <vector>

#include "cairn/v1/cohort_service.pb.h"

#include "projections/returns/ehc_case.h"
#include "projections/returns/sen2_parts.h"

namespace cairn::sen2 {

// `ceased`: the decision that ended it; null while there is none.
v1::ReturnRow NamedPlanRow(const Collection& at, const Plan& plan, const rows::DecisionRow* ceased);
v1::ReturnRow PlanDetailRow(const Collection& at, const rows::ServedRow& served);
// What the return asks about a plan that was active in the year: reviews, schools, needs.
void AddActive(const Collection& at, std::vector<v1::ReturnRow>& found);

}  // namespace cairn::sen2
