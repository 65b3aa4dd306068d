#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/view_request.h"
#include "clients/cli/print/print_plan.h"

namespace cairn::cli {

ExitCode RunPlan(client::Client& client, const PlanOptions& options, const Asking& asking,
                 const Output& output) {
  v1::GetPlanRequest request;
  if (const absl::Status filled = FillView(client, options.view, asking, request); !filled.ok()) {
    return output.Failed(filled);
  }
  request.set_plan_id(options.plan_id);
  request.set_plan_version(options.plan_version);
  return output.Answer(client.GetPlan(request), [](const v1::GetPlanResponse& found) {
    return found.has_plan() ? PrintPlan(found.plan()) : "No plan was in use.\n";
  });
}

}  // namespace cairn::cli
