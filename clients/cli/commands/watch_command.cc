#include <ostream>

#include "absl/strings/str_format.h"

#include "clients/cli/commands/commands.h"
#include "clients/cli/print/print_watch.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::WatchTimelineRequest> RequestFor(client::Client& client,
                                                    const WatchOptions& options,
                                                    const Asking& asking) {
  v1::WatchTimelineRequest request;
  CLIENT_ASSIGN_OR_RETURN(const std::string id, FindRecordOfChild(client, options.record, asking));
  request.set_record_id(id);
  if (!options.after_given) return request;
  request.mutable_after()->set_value(options.after);
  request.mutable_after()->set_generation(options.generation);
  if (options.generation != 0) return request;
  v1::GetRecordRequest head;  // its reply names the generation that the log is in
  head.set_record_id(id);
  CLIENT_ASSIGN_OR_RETURN(const v1::GetRecordResponse now, client.GetRecord(head));
  request.mutable_after()->set_generation(now.position().generation());
  return request;
}

}  // namespace

ExitCode RunWatch(client::Client& client, const WatchOptions& options, const Asking& asking,
                  const Output& output) {
  const absl::StatusOr<v1::WatchTimelineRequest> request = RequestFor(client, options, asking);
  if (!request.ok()) return output.Failed(request.status());
  bool up_to_date = false;
  const absl::Status ended =
      client.WatchTimeline(*request, [&](const v1::WatchTimelineResponse& changes) {
        output.out << (output.json ? JsonOf(changes) + "\n" : PrintWatch(changes));
        if (!output.json && changes.caught_up() && !up_to_date) {
          output.out << absl::StrFormat("Up to date at position %d; watching.\n",
                                        changes.position().value());
        }
        up_to_date = up_to_date || changes.caught_up();
        output.out.flush();
        // Whoever reads it has gone: `cairn watch | head`.
        return output.out ? absl::OkStatus() : absl::CancelledError("nobody reads this any more");
      });
  if (!output.out) return ExitCode::kOk;
  return ended.ok() ? ExitCode::kOk : output.Failed(ended);
}

}  // namespace cairn::cli
