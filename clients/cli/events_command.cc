#include <algorithm>
#include <ostream>
#include <utility>

#include "clients/cli/commands/commands.h"
#include "clients/cli/names/record_name.h"
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
  request.set_page_size(last > 0 ? std::min(last, kPageSize) : kPageSize);
  v1::ListEventsResponse all;
  do {
    request.set_page_token(all.next_page_token());
    CLIENT_ASSIGN_OR_RETURN(v1::ListEventsResponse page, client.ListEvents(request));
    for (v1::Event& event : *page.mutable_events()) *all.add_events() = std::move(event);
    all.set_next_page_token(page.next_page_token());
    *all.mutable_position() = page.position();
  } while (!all.next_page_token().empty() && (last == 0 || all.events_size() < last));
  all.clear_next_page_token();
  if (last == 0) return all;
  if (all.events_size() > last) {
    all.mutable_events()->DeleteSubrange(last, all.events_size() - last);
  }
  std::reverse(all.mutable_events()->pointer_begin(), all.mutable_events()->pointer_end());
  return all;
}

}  // namespace

ExitCode RunEvents(client::Client& client, const EventsOptions& options, const Output& output) {
  const absl::StatusOr<std::string> id = FindRecord(client, options.record);
  if (!id.ok()) return output.Failed(id.status());
  const absl::StatusOr<v1::ListEventsResponse> events = ListEvents(client, *id, options.last);
  if (!events.ok()) return output.Failed(events.status());
  if (output.json) {
    output.Json(*events);
  } else {
    output.out << PrintEvents(*events);
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
