// The plans of a child, step by step, in the rows of views; and as they stand on any day. Pure;
// safe to call from any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "projections/cohort/child_rows.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/record.h"

namespace cairn {

// What befell every plan: its versions and closings.
using PlanSteps = google::protobuf::RepeatedPtrField<rows::PlanStep>;
void AddPlans(const Plans& plans, PlanSteps& steps);
// The same, with reviews.
void AddReviewedPlans(const Plans& plans, const Reviews& reviews, PlanSteps& steps);

// A plan as it stands on a day.
struct PlanOnDay {
  std::string_view plan_id;
  v1::PlanKind kind = v1::PLAN_KIND_UNSPECIFIED;  // that of the version issued last
  const rows::PlanIssuedRow* version = nullptr;   // used on the day; null before the first one
  bool closed = false;
  std::optional<CivilDate> last_review;
  v1::Date next_review;  // the date set last, by a review or by the version; no year: none
};

// Every plan that had a version by the day, in the order of their first ones.
std::vector<PlanOnDay> PlansOn(const PlanSteps& steps, CivilDate day);
// As MainPlan of plans.h; null if there is none.
const PlanOnDay* MainPlan(const std::vector<PlanOnDay>& plans);

// The version of `plan_id` that was used on `day`, of those issued by `known`; null if none was.
const rows::PlanIssuedRow* VersionUsedOn(const PlanSteps& steps, std::string_view plan_id,
                                         CivilDate day, CivilDate known);

}  // namespace cairn
