#include "projections/view_runner/view_folder.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"

namespace cairn {
namespace {

constexpr size_t kRowsAtOnce = 2000;
// Beyond the view's name: a zero byte and a generation.
constexpr size_t kPlaceSuffixBytes = 5;

absl::Status RemoveRange(Storage& storage, Space space, ScanRange range) {
  range.limit = kRowsAtOnce;
  for (;;) {
    Batch batch;
    CAIRN_RETURN_IF_ERROR(
        storage.Scan(space, range, [&](std::string_view key, std::string_view /*value*/) {
          batch.Delete(space, std::string(key));
          return true;
        }));
    if (batch.empty()) return absl::OkStatus();
    // Not from the beginning again: what was removed would be passed over one by one.
    range.from = batch.changes().back().key + '\0';
    CAIRN_RETURN_IF_ERROR(CommitRows(storage, batch));
  }
}

// The meta rows go first, so that what a crash leaves is still another log's.
absl::Status RemoveEverything(Storage& storage) {
  for (const Space space : {Space::kViewMeta, Space::kViewRows, Space::kViewKeys}) {
    CAIRN_RETURN_IF_ERROR(RemoveRange(storage, space, {}));
  }
  return absl::OkStatus();
}

// What stands before the record or the code in the key of a row.
std::string_view PrefixOf(std::string_view key) {
  const size_t zero = key.find('\0');
  if (zero == std::string_view::npos) return key;
  return key.substr(0, zero + kPlaceSuffixBytes);
}

// Removes the rows of every place that is not wanted, stepping from place to place.
absl::Status RemoveOtherPlaces(Storage& storage, Space space, const std::set<std::string>& wanted) {
  ScanRange next{.limit = 1};
  for (;;) {
    std::optional<std::string> place;
    CAIRN_RETURN_IF_ERROR(storage.Scan(space, next, [&](std::string_view key, std::string_view) {
      place = std::string(PrefixOf(key));
      return false;
    }));
    if (!place) return absl::OkStatus();
    if (!wanted.contains(*place)) {
      CAIRN_RETURN_IF_ERROR(RemoveRange(storage, space, PrefixRange(*place)));
    }
    next.from = PrefixEnd(*place);
    if (next.from.empty()) return absl::OkStatus();
  }
}

// What the rows of meta say; nothing if they cannot be used.
absl::StatusOr<std::optional<ViewFolder>> ReadMeta(const Storage& storage, const LogOfViews& log,
                                                   Position head, std::span<const View> views) {
  std::optional<ViewFolder> none;
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> of,
                         storage.Get(Space::kViewMeta, kLogRowKey));
  if (!of || DecodeLogRow(*of) != log) return none;
  ViewFolder folder;
  for (const View& view : views) {
    CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                           storage.Get(Space::kViewMeta, StateKeyOf(view.name)));
    const std::optional<ViewState> state = row ? DecodeState(*row) : ViewState();
    if (!state || state->checkpoint > head) return none;
    folder.states.emplace(view.name, *state);
  }
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> job,
                         storage.Get(Space::kViewMeta, kRebuildRowKey));
  if (job) folder.job = DecodeJob(*job);
  if (folder.job && folder.job->base > head) return none;
  if (!folder.job) return folder;
  for (const RebuildJob::Part& part : folder.job->parts) {
    const auto state = folder.states.find(part.view);
    if (state == folder.states.end()) continue;
    state->second.last_generation = std::max(state->second.last_generation, part.generation);
  }
  return folder;
}

bool CanGoOn(const RebuildJob& job, const std::map<std::string, Hash, std::less<>>& versions) {
  for (const RebuildJob::Part& part : job.parts) {
    const auto version = versions.find(part.view);
    if (version == versions.end() || version->second != part.version) return false;
  }
  return true;
}

absl::Status RemoveWhatIsNotOf(Storage& storage, const ViewFolder& folder) {
  std::set<std::string> places;
  std::set<std::string> meta{std::string(kLogRowKey)};
  for (const auto& [view, state] : folder.states) {
    places.insert(RowPlace{view, state.generation}.prefix());
    meta.insert(StateKeyOf(view));
  }
  if (folder.job) {
    meta.emplace(kRebuildRowKey);
    for (const RebuildJob::Part& part : folder.job->parts) {
      places.insert(RowPlace{part.view, part.generation}.prefix());
    }
  }
  Batch strange;
  CAIRN_RETURN_IF_ERROR(
      storage.Scan(Space::kViewMeta, {}, [&](std::string_view key, std::string_view) {
        if (!meta.contains(std::string(key))) strange.Delete(Space::kViewMeta, std::string(key));
        return true;
      }));
  if (!strange.empty()) CAIRN_RETURN_IF_ERROR(CommitRows(storage, strange));
  CAIRN_RETURN_IF_ERROR(RemoveOtherPlaces(storage, Space::kViewRows, places));
  return RemoveOtherPlaces(storage, Space::kViewKeys, places);
}

}  // namespace

std::string StateKeyOf(std::string_view view) { return std::string(kViewRowPrefix).append(view); }

void Append(const Batch& from, Batch& to) {
  for (const Batch::Change& change : from.changes()) {
    if (change.value) {
      to.Put(change.space, change.key, *change.value);
    } else {
      to.Delete(change.space, change.key);
    }
  }
}

absl::Status CommitRows(Storage& storage, const Batch& batch) {
  if (storage.Commit(batch, 0, 0) == CommitOutcome::kCommitted) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_NOT_SERVING,
                 "The views cannot be written. The log goes on; a restart mends them.");
}

absl::Status RemoveRows(Storage& storage, const RowPlace& place) {
  CAIRN_RETURN_IF_ERROR(RemoveRange(storage, Space::kViewRows, PrefixRange(place.prefix())));
  return RemoveRange(storage, Space::kViewKeys, PrefixRange(place.prefix()));
}

absl::StatusOr<ViewFolder> OpenViewFolder(
    Storage& storage, const LogOfViews& log, Position head, std::span<const View> views,
    const std::map<std::string, Hash, std::less<>>& versions) {
  CAIRN_ASSIGN_OR_RETURN(std::optional<ViewFolder> folder, ReadMeta(storage, log, head, views));
  if (!folder) {
    LogInfo("views begin anew", {{"head", head}});
    CAIRN_RETURN_IF_ERROR(RemoveEverything(storage));
    Batch batch;
    batch.Put(Space::kViewMeta, std::string(kLogRowKey), EncodeLogRow(log));
    CAIRN_RETURN_IF_ERROR(CommitRows(storage, batch));
    folder.emplace();
    for (const View& view : views) folder->states.emplace(view.name, ViewState());
  }
  if (folder->job && !CanGoOn(*folder->job, versions)) folder->job.reset();
  CAIRN_RETURN_IF_ERROR(RemoveWhatIsNotOf(storage, *folder));
  return *std::move(folder);
}

}  // namespace cairn
