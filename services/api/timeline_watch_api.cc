// TimelineService: what changes in one timeline, as it is recorded.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/leaf.h"
#include "projections/record/fold.h"
#include "projections/record/position_and_time.h"
#include "projections/timeline_changes.h"
#include "services/administration/background_task.h"
#include "services/api/stream_seat.h"
#include "services/api/timeline_api.h"

namespace cairn {
namespace {

// Each holds one of the server's threads for up to ten minutes; most of them must stay free for
// calls that are answered at once.
constexpr int kWatchesMax = 24;
// Events taken into account by one message. What is behind them comes with the next.
constexpr size_t kEventsAtOnce = 256;

// That somebody read the record changes nothing in it, and watching is reading.
bool ChangesATimeline(Position, const Leaf& leaf) { return IsOfRecord(leaf.kind); }

// The events of a record that were there at `position`.
std::vector<EventPtr> UpTo(const Record& record, Position position) {
  std::vector<EventPtr> events;
  for (const EventPtr& event : record.events) {
    if (event->position <= position) events.push_back(event);
  }
  return events;
}

}  // namespace

absl::StatusOr<v1::GetTimelineResponse> TimelineApi::ReadUpTo(const Caller& caller,
                                                              std::string_view record_id,
                                                              Position position) const {
  CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                         reader_.Read(caller, Action::kReadRecord, record_id));
  const AsOf today{DayOfMicros(clock_.NowMicros())};
  TimelineOptions options = OptionsOf(caller, visible);
  std::optional<Record> setting;
  if (visible.setting) {
    setting = Fold(visible.setting->id, UpTo(*visible.setting, position), {}, today);
    options.setting = &setting->setting;
  }
  return TimelineView(Fold(visible.whole->id, UpTo(*visible.whole, position), {}, today), options);
}

absl::StatusOr<std::set<RecordId>> TimelineApi::WatchedBy(const Caller& caller,
                                                          std::string_view record_id) const {
  CAIRN_ASSIGN_OR_RETURN(const VisibleRecord visible,
                         reader_.Read(caller, Action::kReadRecord, record_id));
  std::set<RecordId> records = {visible.whole->id};
  if (const auto setting = SettingOf(visible.whole->people)) records.insert(*setting);
  return records;
}

absl::Status TimelineApi::Watch(const grpc::ServerContext& context, const Caller& caller,
                                const v1::WatchTimelineRequest& request,
                                grpc::ServerWriter<v1::WatchTimelineResponse>& writer) {
  const LogHead head = log_.Head();
  const Position after = request.has_after() ? request.after().value() : head.position;
  CAIRN_ASSIGN_OR_RETURN(v1::GetTimelineResponse shown,
                         ReadUpTo(caller, request.record_id(), after));
  CAIRN_ASSIGN_OR_RETURN(std::set<RecordId> records, WatchedBy(caller, request.record_id()));
  const std::unique_ptr<Follower> follower =
      log_.Follow(after, {.records = std::move(records), .leaf = ChangesATimeline});
  while (!context.IsCancelled()) {
    if (stopping_) return Stopping();
    CAIRN_ASSIGN_OR_RETURN(const FollowBatch batch, follower->Next(kEventsAtOnce, kLookUpMs));
    if (batch.events.empty() && !batch.caught_up) continue;
    CAIRN_ASSIGN_OR_RETURN(v1::GetTimelineResponse now,
                           ReadUpTo(caller, request.record_id(), batch.checkpoint));
    v1::WatchTimelineResponse response = TimelineChanges(shown, now);
    shown = std::move(now);
    if (!batch.caught_up && !TellsAnything(response)) continue;
    *response.mutable_position() = ToPosition(head.generation, batch.checkpoint);
    response.set_caught_up(batch.checkpoint == batch.head);
    if (!writer.Write(response)) break;
  }
  return absl::OkStatus();
}

grpc::Status TimelineApi::WatchTimeline(grpc::ServerContext* context,
                                        const v1::WatchTimelineRequest* request,
                                        grpc::ServerWriter<v1::WatchTimelineResponse>* writer) {
  return rpc_.Run(*context, limits::kStreamDeadlineMaxMs,
                  [&](const Caller& caller) -> absl::Status {
                    if (request->has_after()) {
                      CAIRN_RETURN_IF_ERROR(rpc_.CheckReached(request->after()));
                    }
                    const StreamSeat seat(watches_, kWatchesMax);
                    if (!seat.free()) return TooManyStreams(kWatchesMax);
                    return Watch(*context, caller, *request, *writer);
                  });
}

}  // namespace cairn
