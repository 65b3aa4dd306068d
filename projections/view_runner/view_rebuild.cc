#include "projections/view_runner/view_rebuild.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/status_macros.h"
#include "projections/view_runner/changed_records.h"

namespace cairn {
namespace {

constexpr size_t kRecordsAtOnce = 64;
// What may be left for the round in which nobody follows the log.
constexpr Position kLastRoundEvents = 2000;
constexpr int kRoundsMax = 8;
constexpr size_t kSamples = 64;

}  // namespace

// All records as of the base, from the first that is not done. Threads take chunks in order, make
// them side by side and write them in order, so that one id says what is done.
class ViewRebuild::Gathering {
 public:
  explicit Gathering(ViewRebuild& rebuild) : rebuild_(rebuild), ids_(rebuild.ids_) {
    if (rebuild.job_.last) {
      const auto first = std::upper_bound(ids_.begin(), ids_.end(), *rebuild.job_.last);
      from_ = static_cast<size_t>(first - ids_.begin());
    }
    chunks_ = (ids_.size() - from_ + kRecordsAtOnce - 1) / kRecordsAtOnce;
  }

  absl::Status Run() {
    std::vector<std::thread> threads;
    for (int i = 1; i < rebuild_.threads_; ++i) threads.emplace_back([this] { Work(); });
    Work();
    for (std::thread& thread : threads) thread.join();
    MutexLock lock(mutex_);
    return status_;
  }

 private:
  struct Chunk {
    size_t number = 0;
    size_t records = 0;
    RecordId last;
    uint64_t events = 0;
    std::vector<RowsBatch> rows;
    std::vector<std::optional<ViewStop>> stops;
  };

  void Work() {
    for (;;) {
      Chunk chunk;
      {
        MutexLock lock(mutex_);
        if (!status_.ok() || taken_ == chunks_) return;
        chunk.number = taken_++;
      }
      const absl::Status made = Make(chunk);
      MutexLock lock(mutex_);
      while (status_.ok() && written_ != chunk.number) changed_.Wait(mutex_);
      if (status_.ok()) status_ = made.ok() ? Write(std::move(chunk)) : made;
      ++written_;
      changed_.NotifyAll();
    }
  }

  absl::Status Make(Chunk& chunk) const {
    const size_t begin = from_ + chunk.number * kRecordsAtOnce;
    const size_t end = std::min(begin + kRecordsAtOnce, ids_.size());
    chunk.rows.resize(rebuild_.views_.size());
    chunk.stops.resize(rebuild_.views_.size());
    for (size_t i = begin; i < end; ++i) {
      CAIRN_ASSIGN_OR_RETURN(const MadeRecord made,
                             rebuild_.maker_.Make(ids_[i], base_, rebuild_.views_));
      chunk.events += made.events;
      CAIRN_RETURN_IF_ERROR(
          rebuild_.PutAll(ids_[i], made, /*is_new=*/true, chunk.rows, chunk.stops));
    }
    chunk.records = end - begin;
    chunk.last = ids_[end - 1];
    return absl::OkStatus();
  }

  absl::Status Write(Chunk chunk) {
    if (rebuild_.watch_.cancelled()) return absl::CancelledError("The rebuild was ended early.");
    RebuildJob& job = rebuild_.job_;
    job.last = chunk.last;
    job.records += chunk.records;
    job.events += chunk.events;
    for (size_t i = 0; i < chunk.stops.size(); ++i) {
      if (!rebuild_.stops_[i]) rebuild_.stops_[i] = std::move(chunk.stops[i]);
    }
    CAIRN_RETURN_IF_ERROR(rebuild_.Write(std::move(chunk.rows)));
    rebuild_.TellProgress();
    return absl::OkStatus();
  }

  ViewRebuild& rebuild_;
  const std::vector<RecordId>& ids_;
  const Position base_ = rebuild_.job_.base;
  size_t from_ = 0;
  size_t chunks_ = 0;
  Mutex mutex_;
  Condition changed_;
  size_t taken_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t written_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

absl::StatusOr<std::vector<RebuildReport>> ViewRebuild::Run(const std::vector<const View*>& views) {
  CAIRN_RETURN_IF_ERROR(Begin(views));
  if (!job_.gathered) {
    CAIRN_RETURN_IF_ERROR(Gathering(*this).Run());
    job_.gathered = true;
    CAIRN_RETURN_IF_ERROR(Write({}));
  }
  CAIRN_RETURN_IF_ERROR(CatchUpNearly());
  CAIRN_RETURN_IF_ERROR(Verify());
  CAIRN_RETURN_IF_ERROR(Finish());
  return Reports(views);
}

absl::Status ViewRebuild::Begin(const std::vector<const View*>& views) {
  {
    const FairMutexLock turn(turn_);
    const std::optional<RebuildJob> job = writer_.Job();
    const bool goes_on = job && std::ranges::equal(job->parts, views, {}, &RebuildJob::Part::view,
                                                   [](const View* view) { return view->name; });
    if (goes_on) {
      job_ = *job;
    } else {
      CAIRN_ASSIGN_OR_RETURN(job_, writer_.BeginJob(views, log_.Head().position));
    }
  }
  views_ = views;
  stops_.resize(views.size());
  sampled_.resize(views.size());
  CAIRN_ASSIGN_OR_RETURN(ids_, RecordsUpTo(log_, job_.base));
  return absl::OkStatus();
}

RowPlace ViewRebuild::PlaceOf(size_t part) const {
  return {views_[part]->name, job_.parts[part].generation};
}

absl::Status ViewRebuild::PutAll(const RecordId& id, const MadeRecord& made, bool is_new,
                                 std::vector<RowsBatch>& rows,
                                 std::vector<std::optional<ViewStop>>& stops) const {
  if (made.erased && is_new) return absl::OkStatus();
  for (size_t i = 0; i < views_.size(); ++i) {
    if (stops[i]) continue;
    if (made.erased) {
      CAIRN_RETURN_IF_ERROR(writer_.Remove(PlaceOf(i), id, rows[i]));
      continue;
    }
    const MadeRows& of_view = made.of_views[i];
    if (of_view.failed.ok()) {
      CAIRN_RETURN_IF_ERROR(writer_.Put(PlaceOf(i), id, made, of_view, is_new, rows[i]));
      continue;
    }
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(id));
    stops[i] = ViewStop{head.position, std::string(of_view.failed.message())};
  }
  return absl::OkStatus();
}

RebuildJob ViewRebuild::Left() const {
  RebuildJob left = job_;
  left.parts.clear();
  for (size_t i = 0; i < stops_.size(); ++i) {
    if (!stops_[i]) left.parts.push_back(job_.parts[i]);
  }
  return left;
}

absl::Status ViewRebuild::Write(std::vector<RowsBatch> rows) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (stops_[i]) rows[i] = {};
    job_.parts[i].records += static_cast<uint64_t>(rows[i].records);
  }
  return writer_.GoOn(Left(), rows);
}

void ViewRebuild::TellProgress() const {
  for (size_t i = 0; i < views_.size(); ++i) {
    if (stops_[i]) continue;
    watch_.progress({.view = std::string(views_[i]->name),
                     .records_done = job_.records,
                     .records_all = std::max<uint64_t>(ids_.size(), job_.records),
                     .events = job_.events});
  }
}

absl::Status ViewRebuild::CatchUp(Position to) {
  ChangedRecords changes(log_, job_.base);
  while (job_.base < to) {
    if (watch_.cancelled()) return absl::CancelledError("The rebuild was ended early.");
    CAIRN_ASSIGN_OR_RETURN(const ChangedBatch changed,
                           changes.Next(kRecordsAtOnce, to, /*wait_ms=*/0));
    std::vector<RowsBatch> rows(views_.size());
    for (const ChangedRecord& record : changed.records) {
      CAIRN_ASSIGN_OR_RETURN(const MadeRecord made,
                             maker_.Make(record.record, changed.upper, views_));
      job_.events += made.events;
      CAIRN_RETURN_IF_ERROR(PutAll(record.record, made, /*is_new=*/false, rows, stops_));
    }
    job_.base = changed.upper;
    CAIRN_RETURN_IF_ERROR(Write(std::move(rows)));
  }
  return absl::OkStatus();
}

Position ViewRebuild::Front() const {
  const std::vector<LiveView> live = writer_.Live();
  if (live.empty()) return log_.Head().position;
  return std::ranges::max(live, {}, &LiveView::checkpoint).checkpoint;
}

absl::Status ViewRebuild::CatchUpNearly() {
  for (int round = 0; round < kRoundsMax; ++round) {
    const Position front = Front();
    if (front <= job_.base + kLastRoundEvents) break;
    CAIRN_RETURN_IF_ERROR(CatchUp(front));
  }
  return absl::OkStatus();
}

// All rows counted, and some records, spread over all of them, folded afresh.
absl::Status ViewRebuild::Verify() {
  std::vector<bool> holds(views_.size(), true);
  for (size_t i = 0; i < views_.size(); ++i) {
    CAIRN_ASSIGN_OR_RETURN(const uint64_t rows, writer_.CountRows(PlaceOf(i)));
    holds[i] = rows == job_.parts[i].records;
  }
  const size_t step = std::max<size_t>(1, ids_.size() / kSamples);
  for (size_t sample = 0; sample < ids_.size(); sample += step) {
    const RecordId& id = ids_[sample];
    CAIRN_ASSIGN_OR_RETURN(const MadeRecord made, maker_.Make(id, job_.base, views_));
    for (size_t i = 0; i < views_.size() && !made.erased; ++i) {
      if (stops_[i]) continue;
      CAIRN_ASSIGN_OR_RETURN(const bool held, Holds(i, id, made.of_views[i]));
      holds[i] = holds[i] && held;
    }
  }
  for (size_t i = 0; i < views_.size(); ++i) {
    if (stops_[i] || holds[i]) continue;
    stops_[i] = ViewStop{job_.base, "The new rows are not those of the log. Rebuild again."};
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> ViewRebuild::Holds(size_t part, const RecordId& id, const MadeRows& made) {
  CAIRN_ASSIGN_OR_RETURN(const StoredContent stored, writer_.ContentOf(PlaceOf(part), id));
  // Rows whose content was removed meanwhile do not open, and are about to be made again.
  if (stored.has_row && !stored.content) return true;
  ++sampled_[part];
  if (!stored.has_row) return made.failed.ok() && made.none();
  return made.failed.ok() && *stored.content == EncodeContent(made.rows);
}

absl::Status ViewRebuild::Finish() {
  const FairMutexLock turn(turn_);
  CAIRN_RETURN_IF_ERROR(CatchUp(Front()));
  CAIRN_RETURN_IF_ERROR(writer_.Serve(Left()));
  for (size_t i = 0; i < views_.size(); ++i) {
    if (!stops_[i]) continue;
    CAIRN_RETURN_IF_ERROR(writer_.Refuse(*views_[i], *stops_[i]));
    CAIRN_RETURN_IF_ERROR(writer_.RemoveRowsOf(PlaceOf(i)));
  }
  return absl::OkStatus();
}

std::vector<RebuildReport> ViewRebuild::Reports(const std::vector<const View*>& views) const {
  std::vector<RebuildReport> reports;
  for (size_t i = 0; i < views.size(); ++i) {
    reports.push_back({.view = std::string(views[i]->name),
                       .generation = stops_[i] ? 0 : job_.parts[i].generation,
                       .records = job_.parts[i].records,
                       .events = job_.events,
                       .sampled = sampled_[i],
                       .position = job_.base,
                       .refused_because = stops_[i] ? stops_[i]->because : ""});
  }
  return reports;
}

}  // namespace cairn
