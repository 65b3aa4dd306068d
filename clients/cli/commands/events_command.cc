#include <algorithm>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/list_request.h"
#include "clients/cli/print/print_events.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {
namespace {

constexpr int kPageSize = 500;

// The oldest first; with `last` only the newest so many.
absl::StatusOr<v1::ListEventsResponse> ListEvents(client::Client& client, const std::string& record,
                                                  int last) {
  v1::ListEventsRequest request;
  request.set_record_id(record);
  request.set_newest_first(last > 0);
  CLIENT_ASSIGN_OR_RETURN(v1::ListEventsResponse all,
                          WholeList(client, &client::Client::ListEvents, request, last, kPageSize));
  if (last > 0)
    std::reverse(all.mutable_events()->pointer_begin(), all.mutable_events()->pointer_end());
  return all;
}

}  // namespace

ExitCode RunEvents(client::Client& client, const EventsOptions& options, const Asking& asking,
                   const Output& output) {
  const absl::StatusOr<std::string> id = FindRecordOfChild(client, options.record, asking);
  if (!id.ok()) return output.Failed(id.status());
  return output.Answer(ListEvents(client, *id, options.last), PrintEvents);
}

}  // namespace cairn::cli
