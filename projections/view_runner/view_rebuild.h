// ViewRebuild: computes views anew beside the rows that are served. All records in the order of
// their ids first, by several threads, as of the head of the log; then what changed since, until
// little is left; then the rest while nobody follows the log; then the new rows are served.
//
// Each batch is written with how far it is, so that a crash costs what was computed since. Before
// they are served the rows are counted, and some are held against the log. Memory: 16 bytes for
// each record of the log, and a batch for each thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "projections/view_runner/reading_lock.h"
#include "projections/view_runner/row_maker.h"
#include "projections/view_runner/view_writer.h"

namespace cairn {

struct RebuildProgress {
  std::string view;
  uint64_t records_done = 0;
  uint64_t records_all = 0;
  uint64_t events = 0;
};

struct RebuildReport {
  std::string view;
  uint32_t generation = 0;  // that is served now
  uint64_t records = 0;     // with rows
  uint64_t events = 0;      // read, for all views of the rebuild
  uint64_t sampled = 0;     // rows that were held against the log
  Position position = 0;
  std::string refused_because;  // empty: the new rows are served
};

// Who looks on; both may be called from several threads, one at a time.
struct RebuildWatch {
  std::function<void(const RebuildProgress& progress)> progress = [](const RebuildProgress&) {};
  std::function<bool()> cancelled = [] { return false; };
};

// Used once, by one thread.
class ViewRebuild {
 public:
  // `turn` is held by whoever moves checkpoints. All must outlive it.
  ViewRebuild(const EventLog& log, ViewWriter& writer, const RowMaker& maker, FairMutex& turn,
              int threads, const RebuildWatch& watch)
      : log_(log), writer_(writer), maker_(maker), turn_(turn), threads_(threads), watch_(watch) {}

  // The outcome for each of `views`. Goes on with what was under way for the same ones.
  //   kCancelled  it was ended early; the same goes on from there
  absl::StatusOr<std::vector<RebuildReport>> Run(const std::vector<const View*>& views);

 private:
  class Gathering;

  absl::Status Begin(const std::vector<const View*>& views);
  // What changed above the base, up to `to`, which becomes the base.
  absl::Status CatchUp(Position to);
  absl::Status CatchUpNearly();
  // Where the rows that are served are, or the log if there are none.
  Position Front() const;
  // Stops the parts whose rows do not hold.
  absl::Status Verify();
  // Whether the stored rows of a record are these.
  absl::StatusOr<bool> Holds(size_t part, const RecordId& id, const MadeRows& made);
  absl::Status Finish();
  std::vector<RebuildReport> Reports(const std::vector<const View*>& views) const;

  // Adds the rows of one record to those of every part that has not stopped.
  absl::Status PutAll(const RecordId& id, const MadeRecord& made, bool is_new,
                      std::vector<RowsBatch>& rows,
                      std::vector<std::optional<ViewStop>>& stops) const;
  // What is written of the job: without what has stopped.
  RebuildJob Left() const;
  RowPlace PlaceOf(size_t part) const;
  // Writes the rows of the parts that go on, and how far the job is.
  absl::Status Write(std::vector<RowsBatch> rows);
  void TellProgress() const;

  const EventLog& log_;
  ViewWriter& writer_;
  const RowMaker& maker_;
  FairMutex& turn_;
  const int threads_;
  const RebuildWatch& watch_;
  RebuildJob job_;
  std::vector<const View*> views_;              // of the parts of the job
  std::vector<std::optional<ViewStop>> stops_;  // of the same
  std::vector<RecordId> ids_;
  std::vector<uint64_t> sampled_;  // rows of the same
};

}  // namespace cairn
