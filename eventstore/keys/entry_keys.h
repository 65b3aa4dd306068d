// The keys of single events, kept when a record's key is replaced because the content of one of its
// entries must go: the other events are opened by these, and the replaced key is destroyed.
//
// Rows of Space::kEntryKeys:
//   record[16] ‖ u64 version -> wrapped key (wrapped_key.h, level 2) of the 96 bytes of EventKeys,
//                               wrapped by the record's newest key
//
// Pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/envelope.h"
#include "eventstore/keys/event_keys.h"

namespace cairn {

// The key of the row above.
std::string EntryKeysRowKey(const RecordId& record, Version version);

// The value of the row above: `keys` of the event of `context`, wrapped by `wrapper`, a key of the
// same record.
std::string WrapEventKeys(const EventKeys& keys, const SealContext& context,
                          const RecordKey& wrapper, Random& random);

// What WrapEventKeys was given. `generation` is that of the event's envelope (GenerationOf), not
// that of `wrapper`. DATA_DAMAGED if `wrapped` was changed or made for another event, record,
// ledger or key.
absl::StatusOr<EventKeys> UnwrapEventKeys(std::string_view wrapped, const SealContext& context,
                                          KeyGeneration generation, const RecordKey& wrapper);

}  // namespace cairn
