// ViewStore: the rows of views on disk, in a folder of their own beside the log. All of it can be
// computed again: deleting the folder loses nothing but time. Rows are sealed with the key of their
// record, keys are kept as codes; what the bytes are stands in view_rows.h.
//
// The runner (runner.h) is the only writer. What it writes appears at once, between two Readings:
// what one Reading shows of all its views is of one position.
//
//   S1  Rows are those of the events at or below position(), and of no others.
//   S2  A record whose content was removed above position() has no rows for the moment that it
//   takes
//       the runner to pass the removal, or those that leave the removed content out.
//
// Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/storage/storage.h"
#include "projections/view_runner/reading_lock.h"
#include "projections/view_runner/view.h"
#include "projections/view_runner/view_rows.h"
#include "projections/view_runner/view_state.h"

namespace cairn {

// A moment of the rows, to ask later what has changed since. Means nothing after a restart.
struct ViewMark {
  Position position = 0;
  // Another number when rows were replaced without an event: a view was computed anew.
  uint64_t epoch = 0;

  friend bool operator==(const ViewMark&, const ViewMark&) = default;
};

// Rows of one view as they are stored, copied: the Reading that they were taken from may be gone
// when they are opened. A value.
struct SealedRows {
  std::string_view view;
  uint32_t generation = 0;
  std::vector<RecordId> ids;
  std::vector<std::optional<std::string>> rows;  // by id; nothing for a record without rows
};

// How a view stands.
enum class ViewCondition { kLive, kRebuilding, kStopped };

struct ViewStanding {
  std::string name;
  ViewCondition condition = ViewCondition::kLive;
  uint32_t generation = 0;  // of the rows that are served; 0: none yet
  Position position = 0;    // that they reflect
  uint64_t records = 0;     // that have rows
  Position stopped_at = 0;  // 0: it has not stopped
  std::string stopped_because;
  Hash version{};  // of the view as this server has it
};

class ViewStore {
 public:
  class Reading;

  // Opens the rows in `storage`, which is opened with kViewSpaces. Rows of another log, of another
  // generation of it, from above its head, or that cannot be read, are removed, and so are those of
  // views that are not in `views`. DATA_DAMAGED when the storage itself is: begin with an empty
  // one. All arguments outlive the store; the names in `views` differ.
  static absl::StatusOr<std::unique_ptr<ViewStore>> Open(Storage& storage, const EventLog& log,
                                                         std::vector<View> views, Random& random);
  ViewStore(const ViewStore&) = delete;
  ViewStore& operator=(const ViewStore&) = delete;

  // Rows of these views, as of one position, for as long as the Reading lives: nothing is written
  // meanwhile, so be short. A thread has one at a time.
  //   VIEW_STOPPED          a view has stopped
  //   POSITION_NOT_REACHED  a view is being computed for the first time, or the views are not at
  //                         the same position yet: repeat
  //   NOT_SERVING           rows can no longer be written; a restart mends it
  absl::StatusOr<Reading> Read(std::span<const std::string_view> views) const;

  // Waits until all of these views are at or beyond `position`, at most `wait_ms`; two seconds
  // while one of them is computed for the first time.
  //   POSITION_NOT_REACHED, VIEW_STOPPED, NOT_SERVING
  absl::Status WaitFor(std::span<const std::string_view> views, Position position,
                       int64_t wait_ms) const;

  // The rows of each of `sealed.ids`, in their order; nothing for a record without rows, or whose
  // content was removed meanwhile. Holds nothing up.
  // POSITION_NOT_REACHED when stored rows are damaged: the view is being computed anew.
  absl::StatusOr<std::vector<std::optional<RecordRows>>> Opened(const SealedRows& sealed) const;

  // Of every view, in the order in which they were given.
  std::vector<ViewStanding> Standings() const;

 private:
  friend class ViewWriter;

  struct ChangedAt {
    Position position;
    std::vector<RecordId> records;
  };

  ViewStore(Storage& storage, std::vector<View> views,
            std::map<std::string, Hash, std::less<>> versions, RowSeal seal)
      : storage_(storage),
        views_(std::move(views)),
        versions_(std::move(versions)),
        seal_(std::move(seal)) {}

  // Null if there is none.
  const View* Find(std::string_view name) const;
  const Hash& VersionOfView(std::string_view name) const { return versions_.find(name)->second; }
  absl::Status CheckServed(std::string_view view) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool HaveRows(std::span<const std::string_view> views) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Whether all of `views` are at or beyond `position`.
  absl::StatusOr<bool> HaveReached(std::span<const std::string_view> views, Position position) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  ViewStanding StandingOf(const View& view) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::optional<std::vector<RecordId>> ChangedSince(const ViewMark& mark) const;
  // Stored rows of the view do not open: it is computed anew.
  void NoteDamage(std::string_view view) const;
  // `status`; where it says that stored rows are damaged, the view is computed anew, which is
  // POSITION_NOT_REACHED.
  absl::Status Mended(std::string_view view, const absl::Status& status) const;

  Storage& storage_;
  const std::vector<View> views_;
  const std::map<std::string, Hash, std::less<>> versions_;  // by name
  const RowSeal seal_;
  mutable ReadingLock reading_lock_;  // before mutex_

  mutable Mutex mutex_;
  mutable Condition changed_;
  std::map<std::string, ViewState, std::less<>> states_ ABSL_GUARDED_BY(mutex_);
  std::optional<RebuildJob> job_ ABSL_GUARDED_BY(mutex_);
  mutable Condition damage_noted_;
  mutable std::vector<std::string> damaged_ ABSL_GUARDED_BY(mutex_);
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  uint64_t epoch_ ABSL_GUARDED_BY(mutex_) = 1;
  std::deque<ChangedAt> changes_ ABSL_GUARDED_BY(mutex_);  // the newest last
  size_t changed_records_ ABSL_GUARDED_BY(mutex_) = 0;     // in all of them
  Position changes_from_ ABSL_GUARDED_BY(mutex_) = 0;      // nothing is known of what was before
};

// One thread at a time. Must not outlive the store.
class ViewStore::Reading {
 public:
  Reading(Reading&&) = default;

  Position position() const { return mark_.position; }
  ViewMark mark() const { return mark_; }

  // The records that `view` gave `key`, in the order of their ids.
  absl::StatusOr<std::vector<RecordId>> Members(std::string_view view, std::string_view key) const;
  // Those of `ids` that `view` gave `key`, in their order.
  absl::StatusOr<std::vector<RecordId>> MembersAmong(std::string_view view, std::string_view key,
                                                     std::span<const RecordId> ids) const;
  // What `view` has for each of `ids`, to be opened by Opened once the Reading is gone.
  absl::StatusOr<SealedRows> Sealed(std::string_view view, std::vector<RecordId> ids) const;
  // Both at once, for a few of them.
  absl::StatusOr<std::vector<std::optional<RecordRows>>> Rows(std::string_view view,
                                                              std::span<const RecordId> ids) const;
  // The records that may have other rows than they had at `mark`, in no order; nothing: too many or
  // too long ago, take all of them anew.
  std::optional<std::vector<RecordId>> ChangedSince(const ViewMark& mark) const {
    return store_->ChangedSince(mark);
  }

 private:
  friend class ViewStore;
  struct Served {
    std::string_view view;
    uint32_t generation;
  };

  explicit Reading(const ViewStore& store) : store_(&store), lock_(store.reading_lock_) {}
  // Of a view that was named to Read.
  uint32_t GenerationOf(std::string_view view) const;

  const ViewStore* store_;
  SharedReadingLock lock_;
  ViewMark mark_;
  std::vector<Served> served_;
};

}  // namespace cairn
