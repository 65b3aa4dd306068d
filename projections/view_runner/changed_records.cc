#include "projections/view_runner/changed_records.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

#include "eventstore/base/status_macros.h"

namespace cairn {

ChangedRecords::ChangedRecords(const EventLog& log, Position after)
    : position_(after), scanned_(after) {
  // Takes nothing, so no event is opened: the filter itself notes what it sees.
  follower_ = log.Follow(after, {.leaf = [this](Position position, const Leaf& leaf) {
                           if (IsOfRecord(leaf.kind)) ahead_.push_back({position, leaf.record});
                           return false;
                         }});
}

absl::Status ChangedRecords::LookAhead(int64_t wait_ms) {
  const size_t known = ahead_.size();
  const absl::StatusOr<FollowBatch> batch = follower_->Next(/*max_events=*/1, wait_ms);
  if (!batch.ok()) {
    ahead_.resize(known);  // its cursor has not moved: it gives the same again
    return batch.status();
  }
  scanned_ = batch->checkpoint;
  return absl::OkStatus();
}

absl::StatusOr<ChangedBatch> ChangedRecords::Next(size_t records_max, Position up_to,
                                                  int64_t wait_ms) {
  if (scanned_ == position_ && position_ < up_to) CAIRN_RETURN_IF_ERROR(LookAhead(wait_ms));
  ChangedBatch batch{.upper = std::min(scanned_, std::max(up_to, position_))};
  absl::flat_hash_map<RecordId, size_t> index;
  while (!ahead_.empty() && ahead_.front().position <= batch.upper) {
    const auto [position, record] = ahead_.front();
    const auto [found, is_new] = index.try_emplace(record, batch.records.size());
    if (is_new && batch.records.size() == records_max) {
      batch.upper = position - 1;
      break;
    }
    if (is_new) batch.records.push_back({.record = record});
    batch.records[found->second].positions.push_back(position);
    ahead_.pop_front();
  }
  position_ = batch.upper;
  return batch;
}

absl::StatusOr<std::vector<RecordId>> RecordsUpTo(const EventLog& log, Position up_to) {
  std::vector<RecordId> records;
  const std::unique_ptr<Follower> follower = log.Follow(
      0, {.leaf = [&](Position position, const Leaf& leaf) {
        const bool begins = IsOfRecord(leaf.kind) && leaf.version == 1 && position <= up_to;
        if (begins) records.push_back(leaf.record);
        return false;
      }});
  while (follower->checkpoint() < up_to) {
    const size_t known = records.size();
    const absl::StatusOr<FollowBatch> batch = follower->Next(/*max_events=*/1, /*wait_ms=*/0);
    if (!batch.ok()) {
      records.resize(known);
      return batch.status();
    }
  }
  std::sort(records.begin(), records.end());
  return records;
}

}  // namespace cairn
