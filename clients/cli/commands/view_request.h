// What every record view is asked with: the record, the day, and the time of knowledge.
#pragma once

#include "absl/status/status.h"

#include "clients/cli/commands/child_name.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/names/moments.h"
#include "clients/cpp/status_macros.h"

namespace cairn::cli {

// Puts `view` into a GetPlanRequest or GetTimelineRequest. kInvalidArgument for texts that name no
// day or time; otherwise errors as FindRecordOfChild.
template <typename Request>
absl::Status FillView(client::Client& client, const ViewOptions& view, const Asking& asking,
                      Request& request) {
  if (!view.as_of.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_as_of(), ParseDate(view.as_of));
  }
  if (!view.as_known_at.empty()) {
    CLIENT_ASSIGN_OR_RETURN(*request.mutable_as_known_at(), ParseMoment(view.as_known_at));
  }
  CLIENT_ASSIGN_OR_RETURN(const std::string id, FindRecordOfChild(client, view.record, asking));
  request.set_record_id(id);
  return absl::OkStatus();
}

}  // namespace cairn::cli
