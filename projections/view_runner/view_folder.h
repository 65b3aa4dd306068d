// What is in a folder of views, as far as it can be used, and the removal of the rest. Functions
// over a storage; the runner's thread, or the one that starts the server, calls them.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/storage/storage.h"
#include "projections/view_runner/view.h"
#include "projections/view_runner/view_rows.h"
#include "projections/view_runner/view_state.h"

namespace cairn {

struct ViewFolder {
  std::map<std::string, ViewState, std::less<>> states;  // one for each view
  std::optional<RebuildJob> job;
};

// Reads what `storage` says of `views`, whose versions are `versions` (by name). Removes what
// belongs to another log, generation or view, or was computed beyond `head`, and rebuilds that
// cannot go on. DATA_DAMAGED when the storage is.
absl::StatusOr<ViewFolder> OpenViewFolder(Storage& storage, const LogOfViews& log, Position head,
                                          std::span<const View> views,
                                          const std::map<std::string, Hash, std::less<>>& versions);

// Removes all rows and keys of one generation of a view; nothing may read them any more.
absl::Status RemoveRows(Storage& storage, const RowPlace& place);

// The key of a view's row of `view_meta`.
std::string StateKeyOf(std::string_view view);

// Adds the changes of `from` to `to`, after its own.
void Append(const Batch& from, Batch& to);

// Commits rows that belong to no position of the storage; NOT_SERVING if it failed.
absl::Status CommitRows(Storage& storage, const Batch& batch);

}  // namespace cairn
