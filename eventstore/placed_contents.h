// The contents of a record as they are placed in `envelopes`: what an erasure and a reader of the
// record begin with. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

struct PlacedContent {
  Position position;
  std::string content;
};

// The contents of the versions `first` to `last`, the highest first with kBackward. One range scan.
// DATA_DAMAGED unless there is a well-formed row for each of them.
absl::StatusOr<std::vector<PlacedContent>> ReadContents(const Storage& storage,
                                                        const RecordId& record, Version first,
                                                        Version last, Direction direction);

}  // namespace cairn
