#include "eventstore/backup/backup.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/backup/key_rows_file.h"
#include "eventstore/base/encoding.h"
#include "eventstore/keys/record_keys.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_vault.h"
#include "tests/support/opened_log.h"
#include "tests/support/seeded_random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_log.h"

namespace cairn {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

const auto kDamaged = HasReason(v1::ERROR_REASON_DATA_DAMAGED);

class BackupTest : public testing::Test {
 protected:
  BackupTest() { opened_ = OpenLogIn(folder_ / "data", vault_, clock_, random_).value(); }

  void Append(uint64_t count, size_t bytes = 1000) {
    for (uint64_t i = 0; i < count; i += 50) {
      AppendRequest request{.request = RequestNo(++requests_)};
      for (uint64_t j = i; j < std::min(i + 50, count); ++j) {
        request.records.push_back(
            {.record = RecordNo(++records_), .contents = {Saying(random_.Bytes(bytes))}});
      }
      ASSERT_THAT(opened_->log->AppendAndWait(request), IsOk());
    }
  }
  absl::StatusOr<BackupReport> Run(BackupOptions options = {}) {
    options.folder = backups_;
    return BackUp(*opened_->log, *opened_->storage, vault_, options);
  }
  std::vector<std::string> FilesIn(const std::string& part) {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(backups_ + "/" + part)) {
      files.push_back(entry.path().string());
    }
    return files;
  }

  TempFolder folder_;
  const std::string backups_ = folder_ / "backups";
  FakeClock clock_;
  SeededRandom random_;
  MemoryVault vault_{random_};
  uint64_t requests_ = 0;
  uint64_t records_ = 0;
  std::unique_ptr<OpenedLog> opened_;
};

TEST_F(BackupTest, SaysWhatItHoldsOnceItIsProved) {
  Append(200);
  const absl::StatusOr<BackupReport> report = Run({.origin = "cairn.example/log/1", .now_us = 17});

  ASSERT_THAT(report, IsOk());
  const LogHead head = opened_->log->Head();
  EXPECT_EQ(report->mark, (BackupMark{.id = 1,
                                      .ledger_id = opened_->log->ledger_id(),
                                      .generation = 1,
                                      .size = 200,
                                      .root = head.root,
                                      .origin = "cairn.example/log/1",
                                      .made_at_us = 17}));
  EXPECT_EQ(report->keys, 201u);  // the log's own too
  EXPECT_THAT(CompleteBackups(backups_), IsOkAndHolds(ElementsAre(report->mark)));
}

TEST_F(BackupTest, OfAnEmptyLogIsABackupToo) {
  const absl::StatusOr<BackupReport> report = Run();
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->mark.size, 0u);
}

TEST_F(BackupTest, CopiesAlmostNothingWhenNothingIsNew) {
  Append(3000);
  const absl::StatusOr<BackupReport> first = Run();
  ASSERT_THAT(first, IsOk());
  const absl::StatusOr<BackupReport> second = Run();
  ASSERT_THAT(second, IsOk());
  Append(30);
  const absl::StatusOr<BackupReport> third = Run();
  ASSERT_THAT(third, IsOk());

  const uint64_t keys_bytes = first->keys * 200;
  EXPECT_GT(first->bytes_copied, 3'000'000u);
  EXPECT_LT(second->bytes_copied, 100'000 + keys_bytes);
  EXPECT_LT(third->bytes_copied, 400'000 + keys_bytes);
  EXPECT_GT(third->bytes_total, first->bytes_total);
  RecordProperty("first", std::to_string(first->bytes_copied));
  RecordProperty("second", std::to_string(second->bytes_copied));
  RecordProperty("third", std::to_string(third->bytes_copied));
}

TEST_F(BackupTest, IsProvedWhileOthersAppend) {
  Append(500);
  std::atomic<bool> stop = false;
  std::atomic<uint64_t> appended = 0;
  std::thread writer([&] {
    for (uint64_t i = 0; !stop; ++i) {
      const RecordId record = RecordNo(100'000 + i);
      if (opened_->log->AppendAndWait(AppendOf(RequestNo(100'000 + i), record, 0, "x")).ok()) {
        ++appended;
      }
    }
  });
  for (int i = 0; i < 5; ++i) {
    const Position before = opened_->log->Head().position;
    const absl::StatusOr<BackupReport> report = Run();
    EXPECT_THAT(report, IsOk());
    if (report.ok()) {
      EXPECT_GE(report->mark.size, before);
    }
  }
  stop = true;
  writer.join();
  EXPECT_GT(appended, 0u);
}

TEST_F(BackupTest, KeepsTheNewestAndRemovesTheRest) {
  for (int i = 0; i < 5; ++i) {
    Append(10);
    ASSERT_THAT(Run({.keep = 2}), IsOk());
  }
  const auto complete = CompleteBackups(backups_);
  ASSERT_THAT(complete, IsOk());
  EXPECT_THAT(*complete, ElementsAre(Field(&BackupMark::id, 4), Field(&BackupMark::id, 5)));
  EXPECT_THAT(FilesIn("engine/private"), SizeIs(2));
  EXPECT_THAT(FilesIn("keys"), SizeIs(1));
}

TEST_F(BackupTest, StopsWhenAskedAndLeavesEarlierOnes) {
  Append(20);
  ASSERT_THAT(Run(), IsOk());
  Append(12'000);
  int asked = 0;
  EXPECT_THAT(Run({.cancelled = [&] { return ++asked >= 2; }}),
              StatusIs(absl::StatusCode::kCancelled));

  EXPECT_THAT(CompleteBackups(backups_), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(Run(), IsOk());
  EXPECT_THAT(CompleteBackups(backups_), IsOkAndHolds(SizeIs(2)));
}

TEST_F(BackupTest, TellsHowFarItIs) {
  Append(12'000);
  std::vector<uint64_t> done;
  ASSERT_THAT(Run({.progress =
                       [&](const BackupProgress& p) {
                         EXPECT_LE(p.bytes_done, p.bytes_total);
                         done.push_back(p.bytes_done);
                       }}),
              IsOk());
  ASSERT_FALSE(done.empty());
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
}

TEST_F(BackupTest, RefusesASecondRunOnTheSameFolder) {
  Append(10'000);
  absl::Status second;
  ASSERT_THAT(Run({.progress = [&](const BackupProgress&) { second = Run().status(); }}), IsOk());
  EXPECT_THAT(second, HasReason(v1::ERROR_REASON_NOT_SERVING));
}

TEST_F(BackupTest, IsNotCompleteWhenAKeyCannotBeUnwrapped) {
  Append(20);
  ASSERT_THAT(Run(), IsOk());
  const std::string key = RecordKeyRowKey(RecordNo(3), 1);
  std::string row = opened_->storage->Get(Space::kKeys, key)->value();
  row[100] = static_cast<char>(row[100] ^ 1);
  Batch batch;
  batch.Put(Space::kKeys, key, row);
  const uint64_t head = *opened_->storage->Head();
  ASSERT_EQ(opened_->storage->Commit(batch, head, head), CommitOutcome::kCommitted);

  EXPECT_THAT(Run(), kDamaged);
  EXPECT_THAT(CompleteBackups(backups_), IsOkAndHolds(SizeIs(1)));
  const std::vector<std::string> keys = FilesIn("keys");
  ASSERT_THAT(keys, SizeIs(1));
  EXPECT_THAT(ProveKeyRows(keys[0], vault_), IsOk());
}

TEST_F(BackupTest, IsNotCompleteWhenALeafIsDamaged) {
  Append(600);
  Batch batch;
  std::string leaf = opened_->storage->Get(Space::kLeaves, U64Key(44))->value();
  leaf[130] = static_cast<char>(leaf[130] ^ 1);
  batch.Put(Space::kLeaves, U64Key(44), leaf);
  ASSERT_EQ(opened_->storage->Commit(batch, 600, 600), CommitOutcome::kCommitted);

  EXPECT_THAT(Run(), kDamaged);
  EXPECT_THAT(CompleteBackups(backups_), IsOkAndHolds(IsEmpty()));
}

TEST_F(BackupTest, RenewsTheKeysAloneAndRemovesTheOlderFile) {
  Append(30);
  ASSERT_THAT(Run(), IsOk());
  const std::vector<std::string> before = FilesIn("keys");
  Append(30);

  EXPECT_THAT(RenewKeys(*opened_->log, *opened_->storage, vault_, backups_), IsOkAndHolds(61u));
  const std::vector<std::string> after = FilesIn("keys");
  EXPECT_THAT(after, SizeIs(1));
  EXPECT_NE(after, before);
}

TEST_F(BackupTest, FindsAFlippedBitInEveryByteOfAKeysFile) {
  Append(2);
  ASSERT_THAT(Run(), IsOk());
  const std::string path = FilesIn("keys").front();
  const auto size = static_cast<std::streamoff>(fs::file_size(path));
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto flip = [&](std::streamoff at) {
    file.seekg(at);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte).flush();
  };
  for (std::streamoff at = 0; at < size; ++at) {
    flip(at);
    EXPECT_THAT(ProveKeyRows(path, vault_), kDamaged) << "byte " << at;
    flip(at);
  }
  EXPECT_THAT(ProveKeyRows(path, vault_), IsOk());
  fs::resize_file(path, static_cast<uintmax_t>(size - 1));
  EXPECT_THAT(ProveKeyRows(path, vault_), kDamaged);
}

}  // namespace
}  // namespace cairn
