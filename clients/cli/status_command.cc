#include <ostream>

#include "clients/cli/commands/commands.h"
#include "clients/cli/print/print_status.h"

namespace cairn::cli {

ExitCode RunStatus(client::Client& client, const Output& output) {
  const absl::StatusOr<v1::GetStatusResponse> status = client.GetStatus({});
  if (!status.ok()) return output.Failed(status.status());
  if (output.json) {
    output.Json(*status);
  } else {
    output.out << PrintStatus(*status);
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
