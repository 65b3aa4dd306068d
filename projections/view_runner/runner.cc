#include "projections/view_runner/runner.h"

#include <algorithm>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/mutation.h"

namespace cairn {
namespace {

// How soon what failed for a reason that may pass is tried again.
constexpr int64_t kRetryMs = 1000;
// Of one record and batch; beyond it the last event is named and not the first that is at fault.
constexpr size_t kPositionsTriedMax = 64;
constexpr size_t kBatchRecordsMin = 16;
constexpr size_t kBatchBytesMax = size_t{4} << 20;
// Where processors are scarce, appends and reads go first: about a third as much as theirs.
constexpr int kNiceness = 5;

// Of the calling thread alone; what the system refuses costs a little speed of others.
void StandBack() {
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
}

size_t BytesOf(const std::vector<ViewWriter::Moved>& moved) {
  size_t bytes = 0;
  for (const ViewWriter::Moved& view : moved) bytes += view.rows.batch.bytes();
  return bytes;
}

// Those that are furthest behind, and how far they may go before they meet others.
struct Group {
  std::vector<ViewWriter::Moved> views;
  Position from = 0;
  Position up_to = 0;
};

Group FurthestBehind(const std::vector<LiveView>& live, Position head) {
  Group group{.up_to = head};
  group.from = std::ranges::min(live, {}, &LiveView::checkpoint).checkpoint;
  for (const LiveView& view : live) {
    if (view.checkpoint == group.from) {
      group.views.push_back({.live = view});
    } else {
      group.up_to = std::min(group.up_to, view.checkpoint);
    }
  }
  return group;
}

}  // namespace

Runner::Runner(const EventLog& log, ViewStore& store, Options options)
    : log_(log),
      writer_(store, options.disk_reserve_bytes),
      maker_(log, options.load ? options.load : LoadFromLog(log, options.open),
             options.readings_of),
      rebuild_maker_(log, LoadFromLog(log, options.open), options.readings_of),
      options_(std::move(options)),
      batch_records_(options_.batch_records) {}

void Runner::Start() {
  follower_ = std::thread([this] {
    StandBack();
    FollowLog();
  });
  rebuilder_ = std::thread([this] {
    StandBack();
    RebuildInTurn();
  });
}

void Runner::Stop() {
  stopping_ = true;
  log_.WakeWaiting();
  writer_.WakeWaiting();
  if (follower_.joinable()) follower_.join();
  if (rebuilder_.joinable()) rebuilder_.join();
}

void Runner::FollowLog() {
  while (!stopping_ && log_.Failure().ok() && writer_.Failure().ok()) {
    const Position head = log_.Head().position;
    const absl::StatusOr<bool> stepped = Step();
    if (!stepped.ok()) FailOrWait(stepped.status());
    if (stepped.ok() && !*stepped) AwaitWork(head);
  }
}

void Runner::AwaitWork(Position head) {
  // Each append would wake it for views that are not followed.
  if (FarBehind().empty()) {
    log_.WaitFor(head + 1, kLookUpMs, stopping_);
  } else {
    writer_.AwaitDamage(kLookUpMs, stopping_);
  }
}

void Runner::FailOrWait(const absl::Status& status) {
  if (!log_.Failure().ok() || !writer_.Failure().ok()) return;
  if (ReasonOf(status) == v1::ERROR_REASON_DATA_DAMAGED) return writer_.Fail(status);
  // Every second for as long as the disk is full, it would fill the disk.
  const bool told = ReasonOf(status) == v1::ERROR_REASON_DISK_NEARLY_FULL;
  if (!told) LogError("views wait to try again", {{"status", status}});
  writer_.AwaitDamage(kRetryMs, stopping_);
}

absl::Status Runner::CheckDisk() {
  const absl::Status room = writer_.CheckDisk();
  const bool waits = ReasonOf(room) == v1::ERROR_REASON_DISK_NEARLY_FULL;
  if (waits_for_room_.exchange(waits) == waits) return room;
  if (waits) {
    LogError("views wait for room on the disk");
  } else {
    LogInfo("views go on: there is room on the disk");
  }
  return room;
}

absl::StatusOr<bool> Runner::Step() {
  const FairMutexLock turn(turn_);
  const std::vector<const View*> far = FarBehind();
  std::vector<LiveView> live = writer_.Live();
  std::erase_if(
      live, [&](const LiveView& view) { return std::ranges::find(far, view.view) != far.end(); });
  if (live.empty()) return false;
  Group group = FurthestBehind(live, log_.Head().position);
  if (group.from == group.up_to) return false;
  CAIRN_RETURN_IF_ERROR(CheckDisk());
  if (!changes_ || changes_->position() != group.from) {
    changes_ = std::make_unique<ChangedRecords>(log_, group.from);
  }
  CAIRN_ASSIGN_OR_RETURN(const ChangedBatch changed,
                         changes_->Next(batch_records_, group.up_to, /*wait_ms=*/0));
  if (changed.upper == group.from) return false;
  CAIRN_RETURN_IF_ERROR(MakeBatch(changed, group.views));
  batch_records_ = BytesOf(group.views) > kBatchBytesMax
                       ? std::max(batch_records_ / 2, std::min(kBatchRecordsMin, batch_records_))
                       : std::min(batch_records_ * 2, options_.batch_records);
  CAIRN_RETURN_IF_ERROR(writer_.Follow(std::move(group.views), changed.upper));
  return true;
}

absl::Status Runner::MakeBatch(const ChangedBatch& changed, std::vector<ViewWriter::Moved>& moved) {
  std::vector<const View*> views;
  for (const ViewWriter::Moved& view : moved) views.push_back(view.live.view);
  for (const ChangedRecord& record : changed.records) {
    const bool loses = kMutation == Mutation::kLostCoalescedEvent && record.positions.size() > 1;
    const Position upper = loses ? record.positions.back() - 1 : changed.upper;
    CAIRN_ASSIGN_OR_RETURN(const MadeRecord made, maker_.Make(record.record, upper, views));
    for (size_t i = 0; i < moved.size(); ++i) {
      const RowPlace place{views[i]->name, moved[i].live.generation};
      if (moved[i].stop) continue;
      if (made.erased) {
        if (options_.forget) options_.forget(record.record);
        CAIRN_RETURN_IF_ERROR(writer_.Remove(place, record.record, moved[i].rows));
        continue;
      }
      const MadeRows& rows = made.of_views[i];
      if (rows.failed.ok()) {
        CAIRN_RETURN_IF_ERROR(
            writer_.Put(place, record.record, made, rows, /*is_new=*/false, moved[i].rows));
        continue;
      }
      CAIRN_ASSIGN_OR_RETURN(moved[i].stop, StopOf(*views[i], record, rows.failed));
      LogError("view has stopped", {{"position", moved[i].stop->at}});
    }
  }
  return absl::OkStatus();
}

// The first event of the batch after which the view cannot be computed.
absl::StatusOr<ViewStop> Runner::StopOf(const View& view, const ChangedRecord& changed,
                                        const absl::Status& failed) const {
  const View* const views[] = {&view};
  ViewStop stop{changed.positions.back(), std::string(failed.message())};
  if (changed.positions.size() > kPositionsTriedMax) return stop;
  for (const Position position : changed.positions) {
    CAIRN_ASSIGN_OR_RETURN(const MadeRecord made, maker_.Make(changed.record, position, views));
    if (made.erased || made.of_views.front().failed.ok()) continue;
    stop.at = position;
    break;
  }
  return stop;
}

}  // namespace cairn
