// Runner: what is computed anew, because somebody asks or because it must be.
#include <algorithm>
#include <optional>
#include <utility>

#include "eventstore/base/errors.h"
#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "projections/view_runner/runner.h"

namespace cairn {
namespace {

bool IsAmong(const std::vector<const View*>& views, const View* view) {
  return std::ranges::find(views, view) != views.end();
}

absl::Status NoSuchView() {
  return InvalidRequest(
      {ShapeFault("views", "UNKNOWN_VIEW", "There is no such view. GetStatus lists their names.")});
}

}  // namespace

absl::StatusOr<std::vector<RebuildReport>> Runner::RunRebuild(const std::vector<const View*>& views,
                                                              const RebuildWatch& watch) {
  CAIRN_RETURN_IF_ERROR(CheckDisk());
  {
    MutexLock lock(rebuilding_mutex_);
    if (rebuilding_) {
      return Refusal(v1::ERROR_REASON_ALREADY_RUNNING,
                     "Views are being computed anew already. Wait until that has ended.");
    }
    rebuilding_ = true;
  }
  const RebuildWatch stoppable{.progress = watch.progress, .cancelled = [this, &watch] {
                                 return stopping_ || watch.cancelled();
                               }};
  ViewRebuild rebuild(log_, writer_, rebuild_maker_, turn_, options_.rebuild_threads, stoppable);
  absl::StatusOr<std::vector<RebuildReport>> reports = rebuild.Run(views);
  MutexLock lock(rebuilding_mutex_);
  rebuilding_ = false;
  return reports;
}

absl::StatusOr<std::vector<RebuildReport>> Runner::Rebuild(std::span<const std::string> names,
                                                           const RebuildWatch& watch) {
  std::vector<const View*> views;
  for (const View& view : writer_.views()) {
    if (names.empty() || std::ranges::find(names, view.name) != names.end()) views.push_back(&view);
  }
  const bool all_known = std::ranges::all_of(names, [&](const std::string& name) {
    return std::ranges::any_of(views, [&](const View* view) { return view->name == name; });
  });
  if (!all_known) return NoSuchView();
  return RunRebuild(views, watch);
}

std::vector<const View*> Runner::FarBehind() const {
  const std::vector<LiveView> live = writer_.Live();
  const Position head = log_.Head().position;
  uint64_t may_be_behind = options_.follow_events;
  for (const LiveView& view : live) may_be_behind = std::max(may_be_behind, view.records);
  std::vector<const View*> far;
  MutexLock lock(rebuilding_mutex_);
  for (const LiveView& view : live) {
    const bool is_far = head > view.checkpoint + may_be_behind;
    if (is_far && !follows_anyway_.contains(view.view->name)) far.push_back(view.view);
  }
  return far;
}

absl::Status Runner::RebuildWhatMustBe() {
  const std::vector<const View*> wanted = writer_.MustBeRebuilt();
  const std::vector<const View*> far = FarBehind();
  const std::optional<RebuildJob> job = writer_.Job();
  std::vector<const View*> views;
  for (const View& view : writer_.views()) {
    const bool under_way = job && std::ranges::find(job->parts, view.name,
                                                    &RebuildJob::Part::view) != job->parts.end();
    if (under_way || IsAmong(wanted, &view) || IsAmong(far, &view)) views.push_back(&view);
  }
  if (views.empty()) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const std::vector<RebuildReport> reports, RunRebuild(views, {}));
  MutexLock lock(rebuilding_mutex_);
  for (const RebuildReport& report : reports) {
    if (!report.refused_because.empty()) follows_anyway_.insert(report.view);
  }
  return absl::OkStatus();
}

void Runner::RebuildInTurn() {
  while (!stopping_ && log_.Failure().ok() && writer_.Failure().ok()) {
    const absl::Status rebuilt = RebuildWhatMustBe();
    const bool waits = rebuilt.ok() || absl::IsCancelled(rebuilt) ||
                       ReasonOf(rebuilt) == v1::ERROR_REASON_ALREADY_RUNNING;
    if (!waits) FailOrWait(rebuilt);
    writer_.AwaitDamage(kLookUpMs, stopping_);
  }
}

}  // namespace cairn
