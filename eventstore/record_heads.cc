#include "eventstore/record_heads.h"

#include <optional>
#include <string>

#include "eventstore/base/status_macros.h"
#include "eventstore/log_rows.h"

namespace cairn {

absl::StatusOr<RecordHead> StoredRecordHead(const Storage& storage, const RecordId& record) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                         storage.Get(Space::kHeads, record.bytes()));
  if (!row) return RecordHead{};
  return DecodeRecordHead(*row);
}

absl::StatusOr<RecordHead> RecordHeads::Get(const RecordId& record) {
  const auto known = by_record_.find(record);
  if (known != by_record_.end()) {
    entries_.splice(entries_.begin(), entries_, known->second);
    return known->second->second;
  }
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, StoredRecordHead(storage_, record));
  // Records that do not exist are not remembered: anybody could ask for any number of them.
  if (head.version > 0) Set(record, head);
  return head;
}

void RecordHeads::Set(const RecordId& record, const RecordHead& head) {
  const auto known = by_record_.find(record);
  if (known != by_record_.end()) {
    known->second->second = head;
    entries_.splice(entries_.begin(), entries_, known->second);
    return;
  }
  entries_.emplace_front(record, head);
  by_record_.emplace(record, entries_.begin());
  if (entries_.size() <= limits::kHeadsCachedMax) return;
  by_record_.erase(entries_.back().first);
  entries_.pop_back();
}

}  // namespace cairn
