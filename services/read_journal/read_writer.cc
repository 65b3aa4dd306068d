#include "services/read_journal/read_writer.h"

#include <chrono>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "eventstore/base/log.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/fields.h"

namespace cairn {
namespace {

// Each record of the batch once.
std::vector<IndexKey> KeysOf(const v1::AccessBatch& batch) {
  std::set<IndexKey> keys;
  for (const v1::ReaderReads& reads : batch.reads()) {
    for (std::string_view ids = reads.record_ids(); !ids.empty();
         ids.remove_prefix(IndexKey::kSize)) {
      keys.insert(*IndexKey::FromBytes(ids.substr(0, IndexKey::kSize)));
    }
  }
  return {keys.begin(), keys.end()};
}

}  // namespace

void ReadWriter::Start() {
  if (options_.interval_ms > 0) thread_ = std::thread([this] { WriteInTurn(); });
}

void ReadWriter::Stop() {
  if (!thread_.joinable()) return;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  thread_.join();
}

void ReadWriter::WriteInTurn() {
  const std::chrono::milliseconds interval(options_.interval_ms);
  for (bool stopping = false; !stopping;) {
    {
      MutexLock lock(mutex_);
      if (!stopping_) woken_.WaitFor(mutex_, interval);
      stopping = stopping_;
    }
    const absl::Status written = Flush();
    if (!written.ok()) LogError("reads wait to be noted", {{"status", written}});
  }
}

absl::Status ReadWriter::Flush() {
  MutexLock lock(writing_mutex_);
  std::vector<v1::AccessBatch> taken = journal_.Take();
  left_.insert(left_.end(), std::make_move_iterator(taken.begin()),
               std::make_move_iterator(taken.end()));
  while (!left_.empty()) {
    CAIRN_RETURN_IF_ERROR(Write(left_.front()));
    journal_.Release(ReadsIn(left_.front()));
    left_.pop_front();
  }
  return absl::OkStatus();
}

// Nobody else adds to the stream, so the version read here is the one that is written on.
absl::Status ReadWriter::Write(const v1::AccessBatch& batch) {
  AppendRequest request{.request = {.request = random_.NewId<RequestId>()}};
  if (options_.simulated_clock) request.simulated_now_us = log_.Head().recorded_at_us;
  RecordAppend& append = request.records.emplace_back();
  append.record = streams_.At(clock_.NowMicros());
  CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log_.HeadOf(append.record));
  append.expected = head.version;
  append.kind = LeafKind::kAccessBatch;
  append.found_by = KeysOf(batch);
  CAIRN_ASSIGN_OR_RETURN(FieldList fields, Flatten(batch));
  append.contents.push_back(std::move(fields));
  return log_.AppendAndWait(request).status();
}

}  // namespace cairn
