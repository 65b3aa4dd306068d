// ViewWriter: how the runner and a rebuild change what a ViewStore has. Rows and the checkpoint or
// marker that they belong to are one commit; what is served changes between two Readings.
//
// Thread-safe; batches are values of one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/storage/storage.h"
#include "projections/view_runner/row_maker.h"
#include "projections/view_runner/view_rows.h"
#include "projections/view_runner/view_state.h"
#include "projections/view_runner/view_store.h"

namespace cairn {

// Changes of the rows of one generation of a view.
struct RowsBatch {
  Batch batch;
  int64_t records = 0;            // more with rows than before
  std::vector<RecordId> changed;  // each once
};

// A view whose rows follow the log.
struct LiveView {
  const View* view = nullptr;
  uint32_t generation = 0;
  Position checkpoint = 0;
  uint64_t records = 0;  // that have rows
};

struct StoredContent {
  bool has_row = false;
  std::optional<std::string> content;  // nothing: what the row holds was removed
};

// What a view could not be computed for.
struct ViewStop {
  Position at = 0;
  std::string because;
};

class ViewWriter {
 public:
  // No rows are written while the medium has less than `disk_reserve_bytes` left.
  ViewWriter(ViewStore& store, uint64_t disk_reserve_bytes)
      : store_(store), disk_reserve_bytes_(disk_reserve_bytes) {}

  // DISK_NEARLY_FULL while there is no room for rows; it passes by itself. Removals go on.
  absl::Status CheckDisk() const;

  // Adds to `out` what makes the stored rows of `id` those of `made`: nothing if they are. With
  // `is_new` there are none yet. Damaged rows are replaced, and the view computed anew.
  absl::Status Put(const RowPlace& place, const RecordId& id, const MadeRecord& record,
                   const MadeRows& made, bool is_new, RowsBatch& out) const;
  // The same for a record that was erased.
  absl::Status Remove(const RowPlace& place, const RecordId& id, RowsBatch& out) const;

  std::vector<LiveView> Live() const;
  // The rows of `live` become those of `upper`; a view with a stop keeps its checkpoint and stops.
  struct Moved {
    LiveView live;
    RowsBatch rows;
    std::optional<ViewStop> stop;
  };
  absl::Status Follow(std::vector<Moved> moved, Position upper);

  const std::vector<View>& views() const { return store_.views_; }
  // Those that are to be computed anew without being asked.
  std::vector<const View*> MustBeRebuilt() const;
  // Waits until stored rows are found damaged, at most `wait_ms`; ends at once when `given_up`
  // becomes true: whoever sets it calls WakeWaiting next.
  void AwaitDamage(int64_t wait_ms, const std::atomic<bool>& given_up) const;
  void WakeWaiting() const;

  // The rebuild that is under way, perhaps since before the start.
  std::optional<RebuildJob> Job() const;
  // Begins one of `views` as of `base`, instead of the one that is under way.
  absl::StatusOr<RebuildJob> BeginJob(std::span<const View* const> views, Position base);
  // Writes what it has found, with how far it is. Errors as CheckDisk too.
  absl::Status GoOn(const RebuildJob& job, const std::vector<RowsBatch>& rows);
  // The rows of `job` are those of its base and are served from now on. The rows of before go.
  absl::Status Serve(const RebuildJob& job);
  // The view could not be computed anew. It stays as it was, and stops if it could not be served
  // as it is.
  absl::Status Refuse(const View& view, const ViewStop& stop);
  // Of a generation that nothing reads.
  absl::Status RemoveRowsOf(const RowPlace& place);

  // Of rows: how many there are, and the content of one.
  absl::StatusOr<uint64_t> CountRows(const RowPlace& place) const;
  absl::StatusOr<StoredContent> ContentOf(const RowPlace& place, const RecordId& id) const;

  // Nothing more can be written: everybody is told.
  void Fail(const absl::Status& why);
  absl::Status Failure() const;

 private:
  // Damage makes the next start begin anew.
  absl::StatusOr<std::optional<std::string>> StoredRow(const std::string& key) const;
  absl::Status Write(const Batch& batch);
  void NoteChanges(const std::vector<Moved>& moved, Position upper)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(store_.mutex_);

  ViewStore& store_;
  const uint64_t disk_reserve_bytes_;
};

}  // namespace cairn
