#include "clients/cli/commands/commands.h"
#include "clients/cli/print/print_status.h"

namespace cairn::cli {

ExitCode RunStatus(client::Client& client, const Output& output) {
  return output.Answer(client.GetStatus({}), PrintStatus);
}

}  // namespace cairn::cli
