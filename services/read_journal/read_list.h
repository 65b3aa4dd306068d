// Who has read a record, from the access leaves that tell of it. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

#include "cairn/v1/read_audit.pb.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"

namespace cairn {

struct ReadsPage {
  std::vector<v1::RecordRead> reads;  // the newest leaf first, and in it the last reader
  uint64_t next = 0;                  // where to go on; 0: that was the end
};

// At most `limit` reads of the record; `from` is 0, or `next` of the page before. What was noted in
// months whose keys were destroyed is gone. DATA_DAMAGED if a leaf cannot be read, or does not tell
// of the record.
absl::StatusOr<ReadsPage> ReadsOf(const EventLog& log, const RecordId& record, uint64_t from,
                                  size_t limit);

}  // namespace cairn
