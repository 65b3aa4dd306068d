// What is to be done about a plan now: what was decided, promised or advised and has not happened.
// Changes nothing but `plan`; safe to call from any thread.
#pragma once

#include "cairn/v1/plan_view.pb.h"

#include "projections/plan/plan_context.h"

namespace cairn {

// Sets the dates of the last and the next review, and adds a finding when parents were met less
// often in the running year than the Code recommends.
void AddReviewDates(const PlanContext& context, v1::Plan& plan);

// Adds what is to be done, in this order: decisions of the last review that nothing has carried
// out, notes of the last meeting that were not sent, a review whose date has passed, advice that
// nobody has answered (from `unanswered_advice`, which must be filled). Nothing for a superseded
// version; no notes and no advice for a plan that is not about support.
void AddToDos(const PlanContext& context, v1::Plan& plan);

}  // namespace cairn
