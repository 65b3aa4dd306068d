#include <algorithm>
#include <cctype>
#include <ostream>

#include "absl/strings/str_format.h"

#include "clients/cli/commands.h"
#include "clients/cli/print_timeline.h"
#include "clients/cli/view_request.h"

namespace cairn::cli {
namespace {

absl::StatusOr<v1::Stage> ParseStage(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  v1::Stage stage = v1::STAGE_UNSPECIFIED;
  if (!v1::Stage_Parse("STAGE_" + text, &stage) || stage == v1::STAGE_UNSPECIFIED) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "\"%s\" is no stage; there are assess, plan, do, review, ehc, dispute, record", text));
  }
  return stage;
}

absl::Status Fill(client::Client& client, const TimelineOptions& options,
                  v1::GetTimelineRequest& request) {
  for (const std::string& text : options.stages) {
    CLIENT_ASSIGN_OR_RETURN(const v1::Stage stage, ParseStage(text));
    request.add_stages(stage);
  }
  if (!options.from.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_from(), ParseDate(options.from));
  }
  request.set_by_date(options.by_date);
  return FillView(client, options.view, request);
}

}  // namespace

ExitCode RunTimeline(client::Client& client, const TimelineOptions& options, const Output& output) {
  v1::GetTimelineRequest request;
  if (const absl::Status filled = Fill(client, options, request); !filled.ok()) {
    return output.Failed(filled);
  }
  const absl::StatusOr<v1::GetTimelineResponse> found = client.GetWholeTimeline(request);
  if (!found.ok()) return output.Failed(found.status());
  if (output.json) {
    output.Json(*found);
  } else {
    output.out << PrintTimeline(*found, {.by_date = options.by_date});
  }
  return ExitCode::kOk;
}

}  // namespace cairn::cli
