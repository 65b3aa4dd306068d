#include "projections/plan.h"

#include "projections/plan/plan_child.h"
#include "projections/plan/plan_circulation.h"
#include "projections/plan/plan_context.h"
#include "projections/plan/plan_copies.h"
#include "projections/plan/plan_disputes.h"
#include "projections/plan/plan_head.h"
#include "projections/plan/plan_positions.h"
#include "projections/plan/plan_provisions.h"
#include "projections/plan/plan_targets.h"
#include "projections/plan/plan_to_do.h"

namespace cairn {
namespace {

// In the order of the printed plan, so that findings come in it too.
v1::Plan Build(const PlanContext& context) {
  v1::Plan plan;
  AddHead(context, plan);
  AddClosing(context, plan);
  AddReviewDates(context, plan);
  AddContent(context, plan);
  AddVoices(context, plan);
  AddNeeds(context, plan);
  AddTargets(context, plan);
  AddProvisions(context, plan);
  AddUnansweredAdvice(context, plan);
  AddPositions(context, plan);
  AddDisputes(context, plan);
  AddCirculation(context, plan);
  AddCopies(context, plan);
  AddToDos(context, plan);
  return plan;
}

}  // namespace

std::optional<v1::Plan> PlanView(const Record& record, const PlanOptions& options) {
  const PlanHistory* plan =
      options.plan_id.empty() ? MainPlan(record.plans) : FindPlan(record.plans, options.plan_id);
  if (plan == nullptr) return std::nullopt;
  const CivilDate day = ViewDay(record);
  const PlanVersion* version =
      options.version == 0 ? VersionOn(*plan, day) : FindVersion(*plan, options.version);
  if (version == nullptr) return std::nullopt;
  return Build({.record = record,
                .plan = *plan,
                .version = *version,
                .day = day,
                .advice = AdviceOf(record),
                .setting = options.setting});
}

}  // namespace cairn
