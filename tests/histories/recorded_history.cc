#include "tests/histories/recorded_history.h"

#include <memory>
#include <string>
#include <utility>

#include "eventstore/base/encoding.h"

namespace cairn::histories {

RecordId RecordIdOf(int child) {
  return *RecordId::FromBytes("children" + U64Key(static_cast<uint64_t>(child)));
}

std::vector<EventPtr> EventsOf(const History& history) {
  std::vector<EventPtr> events;
  events.reserve(history.entries());
  for (const Line& line : history.lines) {
    for (const v1::Entry& entry : line.entries) {
      RecordedEvent event;
      event.version = events.size() + 1;
      event.position = event.version;
      event.event_id = *EventId::FromBytes(U64Key(event.version) + "event-id");
      event.recorded_at_us = line.recorded_at_s * 1'000'000;
      event.leaf_hash.fill(static_cast<uint8_t>(event.version));
      event.recorded.emplace();
      *event.recorded->mutable_entry() = entry;
      event.recorded->mutable_actor()->set_name(line.typed_by->name);
      event.recorded->mutable_actor()->set_subject(line.typed_by->subject);
      event.recorded->mutable_actor()->set_role(line.typed_by->role);
      events.push_back(std::make_shared<const RecordedEvent>(std::move(event)));
    }
  }
  return events;
}

}  // namespace cairn::histories
