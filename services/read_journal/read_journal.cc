#include "services/read_journal/read_journal.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_format.h"

#include "eventstore/base/errors.h"
#include "projections/record/position_and_time.h"

namespace cairn {
namespace {

// A reader is at most 15 fields, so that a batch stays under limits::kFieldsPerEntryMax.
constexpr int kReadersPerBatchMax = 256;
// 256 KiB of ids, a quarter of limits::kContentBytesMax, and as many rows of the index.
constexpr size_t kReadsPerBatchMax = 16'384;
static_assert(kReadersPerBatchMax * 15 <= limits::kFieldsPerEntryMax);
static_assert(4 * kReadsPerBatchMax * RecordId::kSize <= limits::kContentBytesMax);

absl::Status NotNoted() {
  return Refusal(v1::ERROR_REASON_READS_NOT_NOTED,
                 "Who reads what cannot be written down as fast as it is asked for, so nothing is "
                 "shown. Wait a moment and repeat; if it stays so, tell whoever runs the server.");
}

}  // namespace

std::optional<v1::ReadPurpose> PurposeOf(Action action) {
  switch (action) {
    case Action::kReadHead:
      return v1::READ_PURPOSE_HEAD;
    case Action::kReadRecord:
      return v1::READ_PURPOSE_RECORD;
    case Action::kProve:
      return v1::READ_PURPOSE_PROOF;
    case Action::kFollow:
      return v1::READ_PURPOSE_FEED;
    case Action::kExport:
      return v1::READ_PURPOSE_EXPORT;
    case Action::kReadReads:
      return v1::READ_PURPOSE_READS;
    case Action::kAppend:
    case Action::kResolve:
    case Action::kReadLog:
    case Action::kReadStatus:
    case Action::kReadLeaves:
    case Action::kOperate:
    case Action::kErase:
      return std::nullopt;
  }
  return std::nullopt;
}

absl::Status ReadJournal::Note(const Caller& caller, v1::ReadPurpose purpose,
                               std::span<const RecordId> records) {
  if (records.empty()) return absl::OkStatus();
  const int64_t now_us = clock_.NowMicros();
  MutexLock lock(mutex_);
  if (records.size() > reads_max_ - waiting_) return NotNoted();
  waiting_ += records.size();
  const auto [found, is_new] =
      by_reader_.try_emplace(Reader{caller.id, caller.role, purpose}, notes_.size());
  if (is_new) {
    notes_.push_back(
        {.actor = ActorOf(caller), .purpose = purpose, .first_us = now_us, .last_us = now_us});
  }
  Notes& notes = notes_[found->second];
  notes.last_us = std::max(notes.last_us, now_us);
  for (const RecordId& record : records) notes.record_ids += record.bytes();
  return absl::OkStatus();
}

std::vector<v1::AccessBatch> ReadJournal::Take() {
  std::vector<Notes> notes;
  {
    MutexLock lock(mutex_);
    notes.swap(notes_);
    by_reader_.clear();
  }
  return BatchesOf(notes);
}

// A reader of more records than a batch holds stands in several, with the same times.
std::vector<v1::AccessBatch> ReadJournal::BatchesOf(const std::vector<Notes>& notes) {
  std::vector<v1::AccessBatch> batches;
  size_t room = 0;  // for reads, in the last of them
  for (const Notes& reader : notes) {
    for (std::string_view left = reader.record_ids; !left.empty();) {
      if (room == 0 || batches.back().reads_size() == kReadersPerBatchMax) {
        batches.emplace_back();
        room = kReadsPerBatchMax;
      }
      const std::string_view some = left.substr(0, room * RecordId::kSize);
      left.remove_prefix(some.size());
      room -= some.size() / RecordId::kSize;
      v1::ReaderReads& reads = *batches.back().add_reads();
      *reads.mutable_reader() = reader.actor;
      reads.set_purpose(reader.purpose);
      *reads.mutable_first_time() = ToTimestamp(reader.first_us);
      *reads.mutable_last_time() = ToTimestamp(reader.last_us);
      reads.set_record_ids(std::string(some));
    }
  }
  return batches;
}

void ReadJournal::Release(size_t reads) {
  MutexLock lock(mutex_);
  waiting_ -= reads;
}

size_t ReadsIn(const v1::AccessBatch& batch) {
  size_t reads = 0;
  for (const v1::ReaderReads& reader : batch.reads()) {
    reads += reader.record_ids().size() / RecordId::kSize;
  }
  return reads;
}

}  // namespace cairn
