#include "tests/support/test_log.h"

#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/log_start.h"
#include "eventstore/storage/memory_storage.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "tests/support/test_ids.h"

namespace cairn {

TestLog::TestLog(StorageKind kind, EventLog::Options options)
    : kind_(kind), options_(std::move(options)) {
  CAIRN_CHECK(Open().ok());
}

TestLog::~TestLog() { Close(); }

void TestLog::Close() {
  log_.reset();
  witness_.reset();
}

void TestLog::OpenStorage() {
  if (kind_ == StorageKind::kMemory) {
    if (!storage_) storage_ = std::make_unique<MemoryStorage>();
  } else {
    storage_.reset();
    storage_ = RocksDbStorage::Open({.folder = folder_ / "log"}).value();
  }
  proxy_ = std::make_unique<StorageProxy>(*storage_);
}

absl::Status TestLog::Open() {
  OpenStorage();
  CAIRN_ASSIGN_OR_RETURN(HeadWitness witness, OpenWitness(witness_path_, *proxy_, random));
  witness_ = std::make_unique<HeadWitness>(std::move(witness));
  CAIRN_ASSIGN_OR_RETURN(log_, EventLog::Open(options_, *proxy_, vault, *witness_, clock, random));
  return absl::OkStatus();
}

void TestLog::Reopen() {
  Close();
  const absl::Status opened = Open();
  CAIRN_CHECK(opened.ok());
}

void TestLog::Overwrite(Space space, std::string key, std::string value) {
  const uint64_t head = storage_->Head().value();
  Batch batch;
  batch.Put(space, std::move(key), std::move(value));
  CAIRN_CHECK(storage_->Commit(batch, head, head) == CommitOutcome::kCommitted);
}

void TestLog::Remove(Space space, std::string key) {
  const uint64_t head = storage_->Head().value();
  Batch batch;
  batch.Delete(space, std::move(key));
  CAIRN_CHECK(storage_->Commit(batch, head, head) == CommitOutcome::kCommitted);
}

RecordId RecordNo(uint64_t number) { return NumberedId<RecordId>(number); }

RequestKey RequestNo(uint64_t number) {
  return {NumberedId<CallerId>(1), NumberedId<RequestId>(number)};
}

FieldList Saying(std::string_view text) {
  return {{"1", FieldType::kMessage, ""},
          {"1.2", FieldType::kText, std::string(text)},
          {"2", FieldType::kMessage, ""}};
}

std::string TextOf(const StoredEvent& event) {
  if (!event.content) return "(no content)";
  return event.content->at(1).value;
}

AppendRequest AppendOf(RequestKey request, RecordId record, Version expected,
                       std::string_view text) {
  return AppendOf(request, {{.record = record, .expected = expected, .contents = {Saying(text)}}});
}

AppendRequest AppendOf(RequestKey request, std::vector<RecordAppend> records) {
  return {.request = request, .records = std::move(records)};
}

AppendRequest BatchOf(RequestKey request, RecordId stream, Version expected,
                      std::vector<IndexKey> found_by, std::string_view text) {
  AppendRequest batch = AppendOf(request, stream, expected, text);
  batch.records[0].kind = LeafKind::kAccessBatch;
  batch.records[0].found_by = std::move(found_by);
  return batch;
}

AppendRequest ErasureOf(RequestKey request, RecordId record, Version expected) {
  const ErasureBody body{.record = record, .authority = 17, .actor = NumberedId<CallerId>(9)};
  return AppendOf(request, {{.record = record, .expected = expected, .control = body}});
}

AppendRequest RemovalOf(RequestKey request, RecordId record, Version expected, EventId target) {
  const ErasureBody body{.record = record,
                         .target = target,
                         .scope = ErasureScope::kEntry,
                         .authority = 23,
                         .actor = NumberedId<CallerId>(9)};
  return AppendOf(request, {{.record = record, .expected = expected, .control = body}});
}

AppendRequest FenceOf(RequestKey request) { return {.request = request, .fence = true}; }

}  // namespace cairn
