#include "projections/audit_trail.h"

#include <google/protobuf/util/time_util.h>

#include "projections/summary.h"

namespace cairn {

v1::Event EventOf(RecordId record_id, const EventPtr& event, v1::EventState state,
                  uint32_t generation) {
  v1::Event served;
  served.set_record_id(record_id.ToBytes());
  served.mutable_position()->set_generation(generation);
  served.mutable_position()->set_value(event->position);
  served.set_version(event->version);
  served.set_event_id(event->event_id.ToBytes());
  *served.mutable_recorded_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(event->recorded_at_us);
  served.set_leaf_hash(std::string(HashBytes(event->leaf_hash)));
  served.set_state(state);
  if (!event->recorded.has_value() || state == v1::EVENT_STATE_WITHHELD) return served;
  served.set_kind_name(KindName(event->recorded->entry()));
  served.set_summary(Summary(*event->recorded));
  *served.mutable_recorded() = *event->recorded;
  return served;
}

std::vector<v1::Event> AuditTrail(const Record& record, uint32_t generation) {
  const std::vector<v1::EventState> states = StatesOf(record.events);
  std::vector<v1::Event> trail;
  for (size_t i = 0; i < record.events.size(); ++i) {
    trail.push_back(EventOf(record.id, record.events[i], states[i], generation));
  }
  return trail;
}

}  // namespace cairn
