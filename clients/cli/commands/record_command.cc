#include "clients/cli/commands/commands.h"
#include "clients/cli/print/print_record.h"

namespace cairn::cli {

ExitCode RunRecord(client::Client& client, const std::string& record, const Asking& asking,
                   const Output& output) {
  const absl::StatusOr<std::string> id = FindRecordOfChild(client, record, asking);
  if (!id.ok()) return output.Failed(id.status());
  v1::GetRecordRequest request;
  request.set_record_id(*id);
  return output.Answer(client.GetRecord(request), [](const v1::GetRecordResponse& found) {
    return PrintRecord(found.record());
  });
}

}  // namespace cairn::cli
