#include <ostream>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/view_request.h"
#include "clients/cli/print/print_plan.h"

namespace cairn::cli {

ExitCode RunPlan(client::Client& client, const PlanOptions& options, const Output& output) {
  v1::GetPlanRequest request;
  if (const absl::Status filled = FillView(client, options.view, request); !filled.ok()) {
    return output.Failed(filled);
  }
  request.set_plan_id(options.plan_id);
  request.set_plan_version(options.plan_version);
  const absl::StatusOr<v1::GetPlanResponse> found = client.GetPlan(request);
  if (!found.ok()) return output.Failed(found.status());
  if (output.json) {
    output.Json(*found);
  } else if (found->has_plan()) {
    output.out << PrintPlan(found->plan());
  } else {
    output.out << "No plan was in use.\n";
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
