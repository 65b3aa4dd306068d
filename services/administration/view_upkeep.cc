#include "services/administration/view_upkeep.h"

#include <utility>

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

constexpr char kNoRoom[] = "the disk is nearly full";

v1::ViewState ToProto(ViewCondition condition) {
  switch (condition) {
    case ViewCondition::kLive:
      return v1::VIEW_STATE_LIVE;
    case ViewCondition::kRebuilding:
      return v1::VIEW_STATE_REBUILDING;
    case ViewCondition::kStopped:
      break;
  }
  return v1::VIEW_STATE_STOPPED;
}

v1::ViewStatus ToProto(const ViewStanding& standing, uint32_t log_generation) {
  v1::ViewStatus proto;
  proto.set_name(standing.name);
  proto.set_state(ToProto(standing.condition));
  proto.set_view_generation(standing.generation);
  *proto.mutable_position() = ToPosition(log_generation, standing.position);
  proto.set_records(standing.records);
  if (standing.stopped_at != 0) {
    *proto.mutable_stopped_at() = ToPosition(log_generation, standing.stopped_at);
    proto.set_stopped_because(standing.stopped_because);
  }
  proto.set_version(ToHex(HashBytes(standing.version)));
  return proto;
}

v1::RebuildViewsReport ToProto(const RebuildReport& report, uint32_t log_generation) {
  v1::RebuildViewsReport proto;
  proto.set_view(report.view);
  proto.set_view_generation(report.generation);
  proto.set_records(report.records);
  proto.set_events(report.events);
  proto.set_sampled(report.sampled);
  *proto.mutable_position() = ToPosition(log_generation, report.position);
  proto.set_refused_because(report.refused_because);
  return proto;
}

v1::RebuildViewsProgress ToProto(const RebuildProgress& progress) {
  v1::RebuildViewsProgress proto;
  proto.set_view(progress.view);
  proto.mutable_records()->set_done(progress.records_done);
  proto.mutable_records()->set_total(progress.records_all);
  proto.set_events(progress.events);
  return proto;
}

}  // namespace

std::vector<v1::ViewStatus> ViewUpkeep::Statuses() const {
  const uint32_t generation = log_.Head().generation;
  const bool waits = runner_.WaitsForRoom();
  std::vector<v1::ViewStatus> statuses;
  for (const ViewStanding& standing : store_.Standings()) {
    v1::ViewStatus& status = statuses.emplace_back(ToProto(standing, generation));
    if (waits) status.set_waits_because(kNoRoom);
  }
  return statuses;
}

absl::StatusOr<std::vector<v1::RebuildViewsReport>> ViewUpkeep::RebuildNow(
    const std::vector<std::string>& views, const RebuildTask::Desk& desk) {
  const RebuildWatch watch{.progress =
                               [&](const RebuildProgress& progress) {
                                 {
                                   MutexLock lock(mutex_);
                                   progress_[progress.view] = ToProto(progress);
                                 }
                                 desk.tell(progress.records_done, progress.records_all);
                               },
                           .cancelled = desk.cancelled};
  const absl::StatusOr<std::vector<RebuildReport>> reports = runner_.Rebuild(views, watch);
  if (absl::IsCancelled(reports.status())) return Stopping();
  CAIRN_RETURN_IF_ERROR(reports.status());
  std::vector<v1::RebuildViewsReport> protos;
  for (const RebuildReport& report : *reports) {
    protos.push_back(ToProto(report, log_.Head().generation));
  }
  return protos;
}

absl::StatusOr<RequestId> ViewUpkeep::BeginRebuild(std::vector<std::string> views) {
  MutexLock lock(mutex_);
  // Only a number: nobody repeats a rebuild by its id.
  const RequestId id = *RequestId::FromBytes(std::string(8, '\0') + U64Key(++begun_));
  CAIRN_RETURN_IF_ERROR(
      rebuild_.Begin(id, [this, views = std::move(views)](const RebuildTask::Desk& desk) {
        {
          MutexLock forgetting(mutex_);
          progress_.clear();
        }
        return RebuildNow(views, desk);
      }));
  return id;
}

std::vector<v1::RebuildViewsProgress> ViewUpkeep::RebuildProgressNow() const {
  MutexLock lock(mutex_);
  std::vector<v1::RebuildViewsProgress> all;
  for (const auto& [view, progress] : progress_) all.push_back(progress);
  return all;
}

}  // namespace cairn
