// Runner: keeps the rows of all views current. It follows the log, computes the rows of every
// record that changed, as of the upper position of the batch exactly, and writes rows and
// checkpoint together. Many events of one child in a batch cost one computation.
//
//   R1  Rows after a batch are those that a rebuild to the same position would give.
//   R2  A crash loses at most what was computed since; the next start goes on from the checkpoint.
//   R3  A view that cannot be computed for some record stops alone, before the batch with that
//       event, and stays so until it is another version or is rebuilt. Its reason says nothing
//       about a child.
//   R4  A record that was erased loses its rows and keys in the batch that passes the erasure.
//   R5  While the disk is nearly full no rows are written, so that what is left is the log's. Views
//       stay at their position, and go on by themselves once there is room.
//   R6  Views that are further behind than the log has records are not followed event by event,
//       which would compute each record many times, but computed anew up to the head, each record
//       once. What is served stays at its position meanwhile. If that fails they are followed.
//
// A view that is new, is another version than its rows, or has damaged rows is computed anew by
// itself, beside the rows that are served.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"
#include "projections/view_runner/changed_records.h"
#include "projections/view_runner/reading_lock.h"
#include "projections/view_runner/row_maker.h"
#include "projections/view_runner/view_rebuild.h"
#include "projections/view_runner/view_store.h"
#include "projections/view_runner/view_writer.h"

namespace cairn {

class Runner {
 public:
  struct Options {
    // How an event of the log is opened (record_cache.h). Required.
    OpenForRecord open;
    // The record at the head of the log, from memory where it can be; nothing: it is read each
    // time.
    LoadRecord load;
    // Lets go of what `load` keeps of a record that was erased; may be nothing.
    std::function<void(const RecordId& record)> forget;
    // What readers see of a record; nothing: all readers see everything.
    ReadingsOf readings_of;
    // Records in one batch, at most; fewer once their rows are large.
    size_t batch_records = 256;
    // Events that a view may be behind and still be followed, however few records there are: some
    // seconds of work.
    uint64_t follow_events = 20'000;
    // Threads of a rebuild.
    int rebuild_threads = 2;
    // What must be left on the medium of the views, or nothing is written. More than the log's own
    // reserve where both are on one disk: views wait first, and the log goes on.
    uint64_t disk_reserve_bytes = 0;
  };

  // All must outlive it. Begins nothing.
  Runner(const EventLog& log, ViewStore& store, Options options);
  ~Runner() { Stop(); }
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // Begins to follow the log, and to rebuild what must be, in threads of its own.
  void Start();
  // Ends both after what is being computed now, and returns when they have. Idempotent.
  void Stop();

  // Rows are not being written for want of room on the disk (Options::disk_reserve_bytes); passes
  // by itself.
  bool WaitsForRoom() const { return waits_for_room_; }

  // Computes the views of these names anew (none: all) beside the rows that are served, and takes
  // the new rows if they hold; in this thread and those of Options. Goes on where a crash or a
  // cancellation ended the same.
  //   ALREADY_RUNNING  another rebuild is
  //   DISK_NEARLY_FULL there is no room for rows; the same goes on where it ended
  //   INVALID_REQUEST  there is no such view
  //   kCancelled       `watch` or Stop ended it
  absl::StatusOr<std::vector<RebuildReport>> Rebuild(std::span<const std::string> names,
                                                     const RebuildWatch& watch);

  // For tests, instead of Start: one batch of what is in the log now. False: there was nothing.
  absl::StatusOr<bool> Step();
  // The same for rebuilds: computes anew, now, what must be.
  absl::Status RebuildWhatMustBe();

 private:
  // How soon a thread that waits looks whether there is something else to do.
  static constexpr int64_t kLookUpMs = 100;

  void FollowLog();
  // Damage ends it for good; whatever else it is may pass.
  void FailOrWait(const absl::Status& status);
  // As ViewWriter::CheckDisk; told once when it begins and once when it has passed.
  absl::Status CheckDisk();
  // Those of R6.
  std::vector<const View*> FarBehind() const;
  void AwaitWork(Position head);
  void RebuildInTurn();
  absl::Status MakeBatch(const ChangedBatch& changed, std::vector<ViewWriter::Moved>& moved);
  absl::StatusOr<ViewStop> StopOf(const View& view, const ChangedRecord& changed,
                                  const absl::Status& failed) const;
  absl::StatusOr<std::vector<RebuildReport>> RunRebuild(const std::vector<const View*>& views,
                                                        const RebuildWatch& watch);

  const EventLog& log_;
  ViewWriter writer_;
  const RowMaker maker_;          // for what follows the log
  const RowMaker rebuild_maker_;  // reads what it needs, and keeps nothing
  const Options options_;
  FairMutex turn_;  // of whoever moves checkpoints, before any other lock
  std::unique_ptr<ChangedRecords> changes_ ABSL_GUARDED_BY(turn_);
  size_t batch_records_ ABSL_GUARDED_BY(turn_);
  mutable Mutex rebuilding_mutex_;
  bool rebuilding_ ABSL_GUARDED_BY(rebuilding_mutex_) = false;
  // Could not be computed anew, and are followed however far they are behind.
  std::set<std::string, std::less<>> follows_anyway_ ABSL_GUARDED_BY(rebuilding_mutex_);
  std::atomic<bool> waits_for_room_ = false;
  std::atomic<bool> stopping_ = false;
  std::thread follower_;
  std::thread rebuilder_;
};

}  // namespace cairn
