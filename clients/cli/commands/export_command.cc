#include <ostream>

#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/export_writer.h"

namespace cairn::cli {

ExitCode RunExport(client::Client& client, const ExportOptions& options, const Asking& asking,
                   const Output& output) {
  const absl::StatusOr<std::string> id = FindRecordOfChild(client, options.record, asking);
  if (!id.ok()) return output.Failed(id.status());
  absl::StatusOr<ExportWriter> writer = ExportWriter::Create(options.folder);
  if (!writer.ok()) return output.Misused(writer.status());

  v1::ExportRecordRequest request;
  request.set_record_id(*id);
  request.set_purpose(options.purpose);
  absl::Status local;  // what went wrong on this machine, and not at the server
  const absl::Status exported =
      client.ExportRecord(request, [&](const v1::ExportRecordResponse& part) {
        local = writer->Take(part);
        return local;
      });
  if (!local.ok()) return output.Misused(local);
  if (!exported.ok()) return output.Failed(exported);
  if (const absl::Status complete = writer->Complete(); !complete.ok()) {
    return output.Misused(complete);
  }
  if (output.json) {
    output.out << nlohmann::json{{"files", writer->files()}}.dump() << "\n";
  } else {
    output.out << absl::StrFormat("%d %s written. Check with: cairn verify %s\n", writer->files(),
                                  writer->files() == 1 ? "file" : "files", options.folder);
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
