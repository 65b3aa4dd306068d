// What the event log gives to its readers. Values; safe to share.
#pragma once

#include <cstdint>
#include <optional>

#include "eventstore/base/ids.h"
#include "eventstore/keys/fields.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/ledger/leaf.h"

namespace cairn {

struct StoredEvent {
  Position position = 0;
  Leaf leaf;
  // Nothing: the content was removed, its record was erased, or the leaf has a clear body.
  std::optional<FieldList> content;
  // The erasure (kind 2) that took the content of this event; 0: none did.
  Position erased_by = 0;
  // What a leaf of kind 2, 4 or 6 says.
  std::optional<ControlBody> control;
};

// Oldest or newest version first.
enum class Direction { kForward, kBackward };

// What every reader may see. Positions above it do not exist yet, whatever the storage holds.
struct LogHead {
  uint32_t generation = 0;     // grows with every restore that lost something
  Position position = 0;       // of the last event; also the size of the tree
  Hash root{};                 // RFC 6962 root of that tree
  int64_t recorded_at_us = 0;  // of the last event

  friend bool operator==(const LogHead&, const LogHead&) = default;
};

enum class RecordState : uint8_t { kOpen = 1, kErased = 2 };

// The end of one record.
struct RecordHead {
  Version version = 0;  // 0: there is no such record
  Position position = 0;
  Hash leaf_hash{};
  RecordState state = RecordState::kOpen;

  friend bool operator==(const RecordHead&, const RecordHead&) = default;
};

}  // namespace cairn
