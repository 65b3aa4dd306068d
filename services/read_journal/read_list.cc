#include "services/read_journal/read_list.h"

#include <limits>
#include <string_view>
#include <utility>

#include "eventstore/base/status_macros.h"
#include "eventstore/keys/fields.h"
#include "eventstore/log_rows.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

// A place is a leaf and how many of its reads were given: position << 16 | reads, of which a leaf
// has a few hundred.
constexpr int kReadsBits = 16;
constexpr uint64_t kReadsMask = (uint64_t{1} << kReadsBits) - 1;
// Rows of the index fetched at once.
constexpr size_t kLeavesAtOnce = 100;

int32_t TimesIn(std::string_view ids, const RecordId& record) {
  int32_t times = 0;
  for (; ids.size() >= RecordId::kSize; ids.remove_prefix(RecordId::kSize)) {
    if (ids.starts_with(record.bytes())) ++times;
  }
  return times;
}

// What the leaf at `position` tells of the record, the last reader first.
absl::StatusOr<std::vector<v1::RecordRead>> ReadsAt(const EventLog& log, Position position,
                                                    const RecordId& record) {
  std::vector<v1::RecordRead> found;
  CAIRN_ASSIGN_OR_RETURN(const std::vector<StoredEvent> leaves, log.ReadAll(position - 1, 1));
  if (leaves.empty() || leaves[0].leaf.kind != LeafKind::kAccessBatch) {
    return DamagedAt(position, "which an index of reads names, is no access batch");
  }
  if (!leaves[0].content) return found;
  v1::AccessBatch batch;
  CAIRN_RETURN_IF_ERROR(Rebuild(*leaves[0].content, batch));
  for (int i = batch.reads_size() - 1; i >= 0; --i) {
    v1::ReaderReads& reads = *batch.mutable_reads(i);
    const int32_t times = TimesIn(reads.record_ids(), record);
    if (times == 0) continue;
    v1::RecordRead& read = found.emplace_back();
    *read.mutable_first_time() = std::move(*reads.mutable_first_time());
    *read.mutable_last_time() = std::move(*reads.mutable_last_time());
    *read.mutable_reader() = std::move(*reads.mutable_reader());
    read.set_purpose(reads.purpose());
    read.set_times(times);
    *read.mutable_position() = ToPosition(log.Head().generation, position);
  }
  if (found.empty()) return DamagedAt(position, "its access batch is not that of its index");
  return found;
}

}  // namespace

absl::StatusOr<ReadsPage> ReadsOf(const EventLog& log, const RecordId& record, uint64_t from,
                                  size_t limit) {
  const IndexKey key = *IndexKey::FromBytes(record.bytes());
  Position below = from == 0 ? std::numeric_limits<Position>::max() : (from >> kReadsBits) + 1;
  size_t given = from & kReadsMask;
  ReadsPage page;
  for (size_t found = kLeavesAtOnce; found == kLeavesAtOnce;) {
    CAIRN_ASSIGN_OR_RETURN(const std::vector<Position> leaves, log.Find(key, below, kLeavesAtOnce));
    found = leaves.size();
    for (const Position position : leaves) {
      CAIRN_ASSIGN_OR_RETURN(std::vector<v1::RecordRead> reads, ReadsAt(log, position, record));
      for (; given < reads.size(); ++given) {
        if (page.reads.size() == limit) {
          page.next = position << kReadsBits | given;
          return page;
        }
        page.reads.push_back(std::move(reads[given]));
      }
      given = 0;
      below = position;
    }
  }
  return page;
}

}  // namespace cairn
