// Where the generations of a log part. Every restore begins a generation with a succession leaf
// (kind 6) at position fork + 1; what the generation before had above the fork may be lost, and
// what both have below it is the same. Values and pure functions, but for ReadForks.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/ledger/control_body.h"
#include "eventstore/storage/storage.h"

namespace cairn {

struct LogFork {
  uint32_t generation = 0;  // that begins here
  Position fork = 0;        // the last position that it shares with the one before
  SuccessionBody body;

  friend bool operator==(const LogFork&, const LogFork&) = default;
};

// The successions of the log up to `head`, oldest first, each checked against its leaf.
// DATA_DAMAGED if one does not match it, or if generations do not grow. Reads the log's own stream
// alone, which has one leaf for each restore and each rotation of keys.
absl::StatusOr<std::vector<LogFork>> ReadForks(const Storage& storage, Position head);

// The last position of `generation` that the log still has, for a generation before its own.
// 0 for a generation that this log never was in: it was another one's restore of the same log.
Position LastShared(const std::vector<LogFork>& forks, uint32_t generation);

}  // namespace cairn
