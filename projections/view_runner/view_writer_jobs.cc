// ViewWriter: what a rebuild writes.
#include <algorithm>
#include <chrono>
#include <utility>

#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "projections/view_runner/view_folder.h"
#include "projections/view_runner/view_writer.h"

namespace cairn {

std::vector<const View*> ViewWriter::MustBeRebuilt() const {
  MutexLock lock(store_.mutex_);
  std::vector<const View*> views;
  for (const View& view : store_.views_) {
    const ViewState& state = store_.states_.find(view.name)->second;
    const Hash& version = store_.VersionOfView(view.name);
    const bool damaged = std::ranges::find(store_.damaged_, view.name) != store_.damaged_.end();
    const bool must = state.stopped()
                          ? state.stopped_version != version
                          : damaged || state.generation == 0 || state.version != version;
    if (must) views.push_back(&view);
  }
  return views;
}

void ViewWriter::AwaitDamage(int64_t wait_ms, const std::atomic<bool>& given_up) const {
  MutexLock lock(store_.mutex_);
  if (given_up) return;
  store_.damage_noted_.WaitFor(store_.mutex_, std::chrono::milliseconds(wait_ms));
}

void ViewWriter::WakeWaiting() const {
  MutexLock lock(store_.mutex_);
  store_.damage_noted_.NotifyAll();
}

std::optional<RebuildJob> ViewWriter::Job() const {
  MutexLock lock(store_.mutex_);
  return store_.job_;
}

absl::StatusOr<RebuildJob> ViewWriter::BeginJob(std::span<const View* const> views, Position base) {
  std::vector<RowPlace> unfinished;
  RebuildJob job{.base = base};
  Batch batch;
  {
    MutexLock lock(store_.mutex_);
    if (store_.job_) {
      for (const RebuildJob::Part& part : store_.job_->parts) {
        unfinished.push_back({store_.Find(part.view)->name, part.generation});
      }
    }
    for (const View* view : views) {
      ViewState& state = store_.states_.find(view->name)->second;
      job.parts.push_back({.view = std::string(view->name),
                           .generation = ++state.last_generation,
                           .version = store_.VersionOfView(view->name)});
    }
    store_.job_ = job;
  }
  // Its own commit: a live batch may be writing the rest of the states now.
  batch.Put(Space::kViewMeta, std::string(kRebuildRowKey), EncodeJob(job));
  CAIRN_RETURN_IF_ERROR(Write(batch));
  for (const RowPlace& place : unfinished) CAIRN_RETURN_IF_ERROR(RemoveRowsOf(place));
  return job;
}

absl::Status ViewWriter::GoOn(const RebuildJob& job, const std::vector<RowsBatch>& rows) {
  CAIRN_RETURN_IF_ERROR(CheckDisk());
  Batch batch;
  for (const RowsBatch& part : rows) Append(part.batch, batch);
  batch.Put(Space::kViewMeta, std::string(kRebuildRowKey), EncodeJob(job));
  CAIRN_RETURN_IF_ERROR(Write(batch));
  MutexLock lock(store_.mutex_);
  store_.job_ = job;
  return absl::OkStatus();
}

absl::Status ViewWriter::Serve(const RebuildJob& job) {
  std::vector<RowPlace> before;
  std::map<std::string_view, ViewState> next;
  Batch batch;
  {
    MutexLock lock(store_.mutex_);
    for (const RebuildJob::Part& part : job.parts) {
      const std::string_view name = store_.Find(part.view)->name;
      ViewState& state = next[name];
      state = store_.states_.find(name)->second;
      before.push_back({name, state.generation});
      state = {.generation = part.generation,
               .last_generation = state.last_generation,
               .checkpoint = job.base,
               .version = part.version,
               .records = part.records};
      batch.Put(Space::kViewMeta, StateKeyOf(name), EncodeState(state));
    }
  }
  batch.Delete(Space::kViewMeta, std::string(kRebuildRowKey));
  {
    WritingLock writing(store_.reading_lock_);
    CAIRN_RETURN_IF_ERROR(Write(batch));
    MutexLock lock(store_.mutex_);
    for (auto& [name, state] : next) {
      store_.states_.find(name)->second = std::move(state);
      std::erase(store_.damaged_, name);
    }
    store_.job_.reset();
    ++store_.epoch_;
    store_.changed_.NotifyAll();
  }
  for (const RowPlace& place : before) CAIRN_RETURN_IF_ERROR(RemoveRowsOf(place));
  return absl::OkStatus();
}

absl::Status ViewWriter::Refuse(const View& view, const ViewStop& stop) {
  LogError("view cannot be computed anew", {{"position", stop.at}});
  WritingLock writing(store_.reading_lock_);
  ViewState next;
  {
    MutexLock lock(store_.mutex_);
    const Hash& version = store_.VersionOfView(view.name);
    next = store_.states_.find(view.name)->second;
    const bool damaged = std::erase(store_.damaged_, view.name) > 0;
    const bool serves_well = !next.stopped() && !damaged && next.generation != 0;
    if (serves_well && next.version == version) return absl::OkStatus();
    next.stopped_at = std::max<Position>(stop.at, 1);
    next.stopped_because = stop.because;
    next.stopped_version = version;
  }
  Batch batch;
  batch.Put(Space::kViewMeta, StateKeyOf(view.name), EncodeState(next));
  CAIRN_RETURN_IF_ERROR(Write(batch));
  MutexLock lock(store_.mutex_);
  store_.states_.find(view.name)->second = std::move(next);
  store_.changed_.NotifyAll();
  return absl::OkStatus();
}

absl::Status ViewWriter::RemoveRowsOf(const RowPlace& place) {
  return RemoveRows(store_.storage_, place);
}

absl::StatusOr<uint64_t> ViewWriter::CountRows(const RowPlace& place) const {
  uint64_t rows = 0;
  CAIRN_RETURN_IF_ERROR(store_.storage_.Scan(Space::kViewRows, PrefixRange(place.prefix()),
                                             [&rows](std::string_view, std::string_view) {
                                               ++rows;
                                               return true;
                                             }));
  return rows;
}

absl::StatusOr<StoredContent> ViewWriter::ContentOf(const RowPlace& place,
                                                    const RecordId& id) const {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row, StoredRow(RowKeyOf(place, id)));
  if (!row) return StoredContent{};
  absl::StatusOr<RowSeal::Opened> opened = store_.seal_.Open(place, id, *row);
  if (absl::IsNotFound(opened.status())) return StoredContent{.has_row = true};
  CAIRN_RETURN_IF_ERROR(opened.status());
  return StoredContent{.has_row = true, .content = std::move(opened->content)};
}

}  // namespace cairn
