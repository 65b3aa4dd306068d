// ViewUpkeep: what those who run the service see and do of the views over many children. Shows
// nothing about any child. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"

#include "cairn/v1/admin_service.pb.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "eventstore/event_log.h"
#include "projections/view_runner/runner.h"
#include "projections/view_runner/view_store.h"
#include "services/administration/background_task.h"

namespace cairn {

class ViewUpkeep {
 public:
  // All must outlive it.
  ViewUpkeep(const EventLog& log, const ViewStore& store, Runner& runner)
      : log_(log), store_(store), runner_(runner) {}
  ~ViewUpkeep() { Stop(); }

  // How each view stands.
  std::vector<v1::ViewStatus> Statuses() const;

  // Begins to compute these views anew, all of them if none is named, whether or not the caller
  // stays. Its end is in `rebuild()`, under the id that this gives.
  //   ALREADY_RUNNING, NOT_SERVING (stopping)
  absl::StatusOr<RequestId> BeginRebuild(std::vector<std::string> views);
  using RebuildTask = BackgroundTask<std::vector<v1::RebuildViewsReport>>;
  RebuildTask& rebuild() { return rebuild_; }
  // How far the last one has come, each view once, in the order of their names.
  std::vector<v1::RebuildViewsProgress> RebuildProgressNow() const;

  // Ends a rebuild, early, and begins nothing more; the next start goes on with it. Idempotent.
  void Stop() { rebuild_.Stop(); }

 private:
  absl::StatusOr<std::vector<v1::RebuildViewsReport>> RebuildNow(
      const std::vector<std::string>& views, const RebuildTask::Desk& desk);

  const EventLog& log_;
  const ViewStore& store_;
  Runner& runner_;
  mutable Mutex mutex_;
  uint64_t begun_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, v1::RebuildViewsProgress> progress_ ABSL_GUARDED_BY(mutex_);
  RebuildTask rebuild_;  // last: its thread uses the others
};

}  // namespace cairn
