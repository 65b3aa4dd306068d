#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/view_request.h"
#include "clients/cli/print/print_comparison.h"

namespace cairn::cli {

ExitCode RunCompare(client::Client& client, const CompareOptions& options, const Asking& asking,
                    const Output& output) {
  v1::ComparePlansRequest request;
  if (const absl::Status filled = FillView(client, options.view, asking, request); !filled.ok()) {
    return output.Failed(filled);
  }
  request.set_plan_id(options.plan_id);
  request.set_from_version(options.from_version);
  request.set_to_version(options.to_version);
  return output.Answer(client.ComparePlans(request), PrintComparison);
}

}  // namespace cairn::cli
