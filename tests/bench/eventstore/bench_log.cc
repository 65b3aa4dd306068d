#include "tests/bench/eventstore/bench_log.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>
#include <utility>

#include "eventstore/log_start.h"
#include "tests/bench/frame/random_text.h"
#include "tests/bench/frame/require.h"

namespace cairn::bench {
namespace {

constexpr size_t kRecordsPerRequest = 50;
constexpr size_t kSingleCallers = 64;
constexpr int kFillers = 4;  // more than processors: one waits for the disk while another seals

// One more event for each of `records`.
void AppendRound(BenchLog& bench, std::span<BenchRecord> records, std::mt19937_64& texts) {
  AppendRequest request{.request = {CallerId(), bench.random().NewId<RequestId>()}};
  for (BenchRecord& record : records) {
    request.records.push_back(
        {.record = record.id, .expected = record.version++, .contents = {Note(texts)}});
  }
  Require(bench.log().AppendAndWait(request).status());
}

}  // namespace

FieldList Note(std::mt19937_64& random) {
  FieldList fields = {{"1", FieldType::kMessage, ""}};
  const auto add = [&](const char* path, FieldType type, std::string value) {
    fields.push_back({path, type, std::move(value)});
  };
  add("1.1", FieldType::kTime, std::string(11, '\0'));
  add("1.12", FieldType::kMessage, "");
  add("1.12.1/0", FieldType::kText, RandomText(random, kTextBytes));
  add("1.12.2", FieldType::kCode, std::string(8, '\1'));
  add("1.2", FieldType::kMessage, "");
  add("1.2.1", FieldType::kBytes, RandomId(random));
  add("1.4", FieldType::kCode, std::string(8, '\1'));
  add("2", FieldType::kMessage, "");
  add("2.1", FieldType::kBytes, std::string(16, 'u'));
  add("4", FieldType::kInteger, std::string(8, '\1'));
  return fields;
}

BenchLog::BenchLog(std::string folder, rocksdb::Env* env) : folder_(std::move(folder)), env_(env) {
  std::filesystem::create_directories(folder_);
  Open();
}

void BenchLog::Open() {
  vault_ = Require(FileVault::Open(folder_ + "/vault", random_));
  if (!vault_->CurrentEpoch().ok()) Require(vault_->CreateEpoch().status());
  storage_ = Require(RocksDbStorage::Open({.folder = folder_ + "/log", .env = env_}));
  witness_ = Require(OpenWitness(folder_ + "/head.witness", *storage_, random_));
  log_ = Require(EventLog::Open({}, *storage_, *vault_, *witness_, clock_, random_));
}

void BenchLog::Reopen() {
  log_.reset();
  witness_.reset();
  storage_.reset();
  vault_.reset();
  Open();
}

std::vector<BenchRecord> FillLog(BenchLog& bench, size_t count, size_t events_each) {
  std::vector<BenchRecord> records(count);
  for (BenchRecord& record : records) record.id = bench.random().NewId<RecordId>();
  std::vector<std::thread> threads;
  for (size_t filler = 0; filler < kFillers; ++filler) {
    threads.emplace_back([&bench, &records, filler, events_each] {
      std::mt19937_64 texts(filler + 1);
      for (size_t first = filler * kRecordsPerRequest; first < records.size();
           first += kFillers * kRecordsPerRequest) {
        const size_t size = std::min(kRecordsPerRequest, records.size() - first);
        for (size_t i = 0; i < events_each; ++i) {
          AppendRound(bench, std::span(records).subspan(first, size), texts);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return records;
}

void AppendSingly(BenchLog& bench, std::vector<BenchRecord>& records, size_t events) {
  const MakeCall make_call = LogAppends(bench, records, kSingleCallers, 1);
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (size_t i = 0; i < kSingleCallers; ++i) {
    threads.emplace_back([&, i] {
      const Call call = make_call(static_cast<int>(i));
      while (next++ < events) Require(call(), "an append failed");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

MakeCall LogAppends(BenchLog& bench, std::vector<BenchRecord>& records, size_t callers,
                    size_t batch, std::vector<std::vector<WrittenAt>>* written) {
  return [&bench, &records, callers, batch, written](int index) -> Call {
    const size_t own = records.size() / callers;
    Require(own > 0, "fewer records than callers");
    uint64_t seed = 0;
    bench.random().Fill(&seed, sizeof(seed));
    return [&bench, &records, callers, batch, written, index, own,
            random = std::mt19937_64(seed)]() mutable {
      BenchRecord& record = records[(random() % own) * callers + static_cast<size_t>(index)];
      AppendRequest request{.request = {CallerId(), bench.random().NewId<RequestId>()},
                            .records = {{.record = record.id, .expected = record.version}}};
      for (size_t i = 0; i < batch; ++i) request.records[0].contents.push_back(Note(random));
      const absl::StatusOr<Appended> appended = bench.log().AppendAndWait(request);
      if (!appended.ok()) return false;
      record.version += batch;
      if (written != nullptr) {
        (*written)[index].push_back({appended->events[0].position, request.request});
      }
      return true;
    };
  };
}

}  // namespace cairn::bench
