// An event of a record as the projections see it: opened, and with its place in the log.
// Values that never change once made; safe to share between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

// The removal of content, which is an event of the record itself.
struct ContentRemoval {
  v1::ErasureAuthority authority = v1::ERASURE_AUTHORITY_UNSPECIFIED;
  std::optional<EventId> target;  // nothing: the whole record
};

struct RecordedEvent {
  Position position = 0;
  Version version = 0;
  EventId event_id;
  int64_t recorded_at_us = 0;
  Hash leaf_hash{};
  // Nothing: the content was lawfully removed, and that the event existed stays known; or the event
  // is a removal.
  std::optional<v1::Recorded> recorded;
  // What this event removed; nothing for every entry.
  std::optional<ContentRemoval> removal;
};

// Shared, because every state of a record that is alive at one time points at the same events.
using EventPtr = std::shared_ptr<const RecordedEvent>;

// What people call the event: its `source.id` ("A05"), or "#12", its version, when it has none or
// was erased.
std::string LabelOf(const RecordedEvent& event);

// A hash of a `source.id`: the same within one process for the same id, and hardly ever for
// another.
size_t SourceMark(std::string_view source_id);
// Of the event's own; that of the empty id when it has none or its content is gone.
size_t SourceMark(const RecordedEvent& event);

// Whether `ref` names the event, by its id or by its `source.id`.
bool Names(const v1::EntryRef& ref, const RecordedEvent& event);

}  // namespace cairn
