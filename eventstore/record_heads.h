// RecordHeads: the end of each record as the sequencer knows it, the last used ones in memory.
// What a group has changed and not committed yet is in here as well: if that commit fails, the log
// stops, so nothing is ever built on a head that was not written.
//
// Belongs to the sequencer's thread.
#pragma once

#include <list>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/limits.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

// Heads of one group are not in the storage yet, so none of them may be forgotten while the group
// is put together.
static_assert(limits::kHeadsCachedMax >= limits::kGroupRequestsMax * limits::kRecordsPerAppendMax);

// The stored head of a record; version 0 if there is none.
absl::StatusOr<RecordHead> StoredRecordHead(const Storage& storage, const RecordId& record);

class RecordHeads {
 public:
  // `storage` outlives this.
  explicit RecordHeads(const Storage& storage) : storage_(storage) {}

  // Version 0 if there is no such record.
  absl::StatusOr<RecordHead> Get(const RecordId& record);
  void Set(const RecordId& record, const RecordHead& head);

 private:
  using Entry = std::pair<RecordId, RecordHead>;

  const Storage& storage_;
  std::list<Entry> entries_;  // the one used last is first
  absl::flat_hash_map<RecordId, std::list<Entry>::iterator> by_record_;
};

}  // namespace cairn
