// RecordService: plans, and what is different between their versions.
#include <memory>
#include <optional>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "projections/plan.h"
#include "projections/plan_difference.h"
#include "projections/record/fold.h"
#include "services/api/record_api.h"

namespace cairn {

absl::Status RecordApi::ReadPlan(const Caller& caller, const v1::GetPlanRequest& request,
                                 v1::GetPlanResponse& response) {
  CAIRN_ASSIGN_OR_RETURN(const Asked asked, ReadAsked(caller, request));
  const VisibleRecord& visible = asked.visible;
  *response.mutable_position() = rpc_.Head();

  const bool cacheable =
      !visible.withheld && visible.setting_version && asked.at.known_at == KnownAt();
  const PlanKey key{.record = visible.record->id,
                    .version = visible.whole->version(),
                    .setting_version = visible.setting_version.value_or(0),
                    .day = *asked.at.as_of.day,
                    .plan_id = request.plan_id(),
                    .plan_version = request.plan_version()};
  if (std::shared_ptr<const v1::Plan> plan = cacheable ? plans_.Find(key) : nullptr) {
    *response.mutable_plan() = *plan;
    return absl::OkStatus();
  }
  const RecordPtr setting = SettingAt(visible, asked.at);
  std::optional<v1::Plan> plan =
      PlanView(FoldedAt(visible, asked.at), {.plan_id = request.plan_id(),
                                             .version = request.plan_version(),
                                             .setting = setting ? &setting->setting : nullptr});
  if (!plan) return absl::OkStatus();
  if (cacheable) plans_.Remember(key, std::make_shared<const v1::Plan>(*plan));
  *response.mutable_plan() = *std::move(plan);
  return absl::OkStatus();
}

grpc::Status RecordApi::GetPlan(grpc::ServerContext* context, const v1::GetPlanRequest* request,
                                v1::GetPlanResponse* response) {
  return rpc_.Run(*context,
                  [&](const Caller& caller) { return ReadPlan(caller, *request, *response); });
}

grpc::Status RecordApi::ComparePlans(grpc::ServerContext* context,
                                     const v1::ComparePlansRequest* request,
                                     v1::ComparePlansResponse* response) {
  return rpc_.Run(*context, [&](const Caller& caller) -> absl::Status {
    CAIRN_ASSIGN_OR_RETURN(const Asked asked, ReadAsked(caller, *request));
    *response =
        ComparePlansView(FoldedAt(asked.visible, asked.at), {.plan_id = request->plan_id(),
                                                             .from = request->from_version(),
                                                             .to = request->to_version()});
    *response->mutable_position() = rpc_.Head();
    return absl::OkStatus();
  });
}

}  // namespace cairn
