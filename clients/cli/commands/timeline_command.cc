#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/view_request.h"
#include "clients/cli/names/code_names.h"
#include "clients/cli/print/print_timeline.h"

namespace cairn::cli {
namespace {

absl::Status FillFilters(const TimelineOptions& options, v1::GetTimelineRequest& request) {
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::Stage_descriptor(), "stage", options.stages, *request.mutable_stages()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::BroadArea_descriptor(), "area", options.areas, *request.mutable_areas()));
  CLIENT_RETURN_IF_ERROR(
      AddCodes(*v1::TimelineMark_descriptor(), "mark", options.marks, *request.mutable_marks()));
  for (const std::string& kind : options.kinds) request.add_kind_names(kind);
  for (const std::string& person : options.people) request.add_people(person);
  return absl::OkStatus();
}

absl::Status Fill(client::Client& client, const TimelineOptions& options, const Asking& asking,
                  v1::GetTimelineRequest& request) {
  CLIENT_RETURN_IF_ERROR(FillFilters(options, request));
  if (!options.from.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_from(), ParseDate(options.from));
  }
  if (!options.to.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_to(), ParseDate(options.to));
  }
  request.set_newest_first(options.newest_first);
  request.set_by_date(options.by_date || options.newest_first);
  return FillView(client, options.view, asking, request);
}

}  // namespace

ExitCode RunTimeline(client::Client& client, const TimelineOptions& options, const Asking& asking,
                     const Output& output) {
  v1::GetTimelineRequest request;
  if (const absl::Status filled = Fill(client, options, asking, request); !filled.ok()) {
    return output.Failed(filled);
  }
  const TimelinePrint how{.by_date = request.by_date(), .detail = options.detail};
  return output.Answer(client.GetWholeTimeline(request), [&](const v1::GetTimelineResponse& found) {
    return PrintTimeline(found, how);
  });
}

}  // namespace cairn::cli
