#include "projections/audit_trail.h"

#include <google/protobuf/util/time_util.h>

#include "projections/record/removal.h"
#include "projections/wording/summary.h"

namespace cairn {

namespace {

google::protobuf::Timestamp TimeOf(const RecordedEvent& event) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(event.recorded_at_us);
}

// What the events whose content is there say with it.
void DescribeRemoval(const Record& record, const RecordedEvent& event, v1::Event& served) {
  const ContentRemoval& removal = *event.removal;
  served.set_kind_name("ContentErased");
  served.set_summary(RemovalSummary(record, removal));
  served.mutable_erasure()->set_authority(removal.authority);
  if (removal.target) served.mutable_erasure()->set_event_id(removal.target->ToBytes());
}

void DescribeRemoved(const Record& record, const RecordedEvent& event, v1::Event& served) {
  const EventPtr by = RemovalOf(record.events, event);
  if (!by) return;
  *served.mutable_removed()->mutable_recorded_time() = TimeOf(*by);
  served.mutable_removed()->set_authority(by->removal->authority);
  served.mutable_removed()->set_version(by->version);
  served.set_summary("Content removed: " + GroundOf(by->removal->authority));
}

}  // namespace

v1::Event EventOf(const Record& record, const EventPtr& event, v1::EventState state,
                  uint32_t generation) {
  v1::Event served;
  served.set_record_id(record.id.ToBytes());
  served.mutable_position()->set_generation(generation);
  served.mutable_position()->set_value(event->position);
  served.set_version(event->version);
  served.set_event_id(event->event_id.ToBytes());
  *served.mutable_recorded_time() = TimeOf(*event);
  served.set_leaf_hash(std::string(HashBytes(event->leaf_hash)));
  served.set_state(state);
  if (state == v1::EVENT_STATE_WITHHELD) return served;
  if (event->removal) DescribeRemoval(record, *event, served);
  if (!event->recorded.has_value()) {
    DescribeRemoved(record, *event, served);
    return served;
  }
  served.set_kind_name(KindName(event->recorded->entry()));
  served.set_summary(Summary(*event->recorded));
  *served.mutable_recorded() = *event->recorded;
  return served;
}

}  // namespace cairn
