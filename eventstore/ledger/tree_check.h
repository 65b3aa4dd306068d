// The whole tree once more, from the stored leaves: what a scrub, a restore and a move to another
// storage do before the log is trusted. Reads everything and changes nothing. Thread-safe.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

#include "eventstore/ledger/hash.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// OK if `storage` holds `size` well-formed leaves, every full tile over them and no wrong entry in
// any, and their root is `root`. DATA_DAMAGED otherwise, with the first position or tile at fault
// in the metadata. Rows above `size` are not looked at, so that it may run beside appends.
absl::Status CheckTree(const Storage& storage, uint64_t size, const Hash& root);

}  // namespace cairn
