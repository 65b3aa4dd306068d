#include "eventstore/storage/rocksdb_storage.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "tests/support/counted_files.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

class RocksDbStorageTest : public testing::Test {
 protected:
  std::unique_ptr<RocksDbStorage> Open() {
    return RocksDbStorage::Open({.folder = folder_}).value();
  }

  static void PutMany(Storage& storage) {
    for (uint64_t head = 0; head < 100; ++head) {
      Batch batch;
      batch.Put(Space::kEnvelopes, std::to_string(head), std::string(500, 'x'));
      ASSERT_EQ(storage.Commit(batch, head, head + 1), CommitOutcome::kCommitted);
    }
  }

  // The file with `suffix` that holds the most bytes.
  std::string LargestFile(const std::string& suffix) const {
    std::string largest;
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
      const bool fits = file.path().extension() == suffix;
      if (fits && (largest.empty() || file.file_size() > std::filesystem::file_size(largest))) {
        largest = file.path();
      }
    }
    CAIRN_CHECK(!largest.empty());
    return largest;
  }

  static void FlipByteInTheMiddleOf(const std::string& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
    file.seekg(middle);
    const char byte = static_cast<char>(file.get());
    file.seekp(middle);
    file.put(static_cast<char>(byte ^ 1));
  }

  const TempFolder temp_;
  const std::string folder_ = temp_.path();
};

// What is read from the files for one question, asked of a storage that was opened for it: nothing
// is in its memory then.
class RocksDbStorageReads : public RocksDbStorageTest {
 protected:
  static constexpr int kRows = 20'000;

  // Rows of 500 bytes in order, in one file of a level.
  RocksDbStorageReads() {
    const std::unique_ptr<RocksDbStorage> storage = Open();
    Batch batch;
    for (int row = 0; row < kRows; ++row) {
      batch.Put(Space::kEnvelopes, KeyOf(row), std::string(500, 'x'));
      batch.Put(Space::kRequests, KeyOf(row), "x");
    }
    EXPECT_EQ(storage->Commit(batch, 0, 1), CommitOutcome::kCommitted);
  }

  static std::string KeyOf(int row) { return absl::StrFormat("%016d", row); }

  struct Reads {
    uint64_t reads;
    uint64_t bytes;
  };
  Reads Of(const std::function<absl::Status(const Storage&)>& question) {
    CountedFiles files;
    const auto storage = RocksDbStorage::Open({.folder = folder_, .env = files.env()}).value();
    const uint64_t reads = files.reads();
    const uint64_t bytes = files.bytes();
    EXPECT_THAT(question(*storage), IsOk());
    return {files.reads() - reads, files.bytes() - bytes};
  }
  // `rows` of them are there.
  static absl::Status Scan(const Storage& storage, const ScanRange& range, int rows) {
    int seen = 0;
    const absl::Status scanned =
        storage.Scan(Space::kEnvelopes, range, [&seen](std::string_view, std::string_view) {
          ++seen;
          return true;
        });
    EXPECT_EQ(seen, rows);
    return scanned;
  }
};

TEST_F(RocksDbStorageReads, NothingAheadOfAPageThatHasAnEnd) {
  for (const bool reverse : {false, true}) {
    const Reads page = Of([reverse](const Storage& storage) {
      return Scan(storage, {.from = KeyOf(5000), .to_exclusive = KeyOf(5020), .reverse = reverse},
                  20);
    });

    EXPECT_GT(page.reads, 0u);
    EXPECT_LT(page.bytes, 100'000u);
  }
}

TEST_F(RocksDbStorageReads, MegabytesAheadWhereTheWholeSpaceIsWalked) {
  const Reads all = Of([](const Storage& storage) { return Scan(storage, {}, kRows); });

  EXPECT_GE(all.bytes, kRows * 500u);
  EXPECT_LT(all.reads, 40u);
}

TEST_F(RocksDbStorageTest, RefusesASecondWriterOfItsFolder) {
  const std::unique_ptr<RocksDbStorage> first = Open();

  EXPECT_THAT(RocksDbStorage::Open({.folder = folder_}), HasReason(v1::ERROR_REASON_NOT_SERVING));
}

TEST_F(RocksDbStorageTest, RefusesToOpenWhenAByteAmongTheSyncedOnesWasFlipped) {
  PutMany(*Open());
  FlipByteInTheMiddleOf(LargestFile(".log"));

  EXPECT_THAT(RocksDbStorage::Open({.folder = folder_}), HasReason(v1::ERROR_REASON_DATA_DAMAGED));
}

TEST_F(RocksDbStorageTest, OpensBesideTheTornTailOfAPowerCut) {
  PutMany(*Open());
  const std::string log = LargestFile(".log");
  std::filesystem::resize_file(log, std::filesystem::file_size(log) - 3);

  const std::unique_ptr<RocksDbStorage> opened = Open();

  EXPECT_THAT(opened->Head(), IsOkAndHolds(99));
}

TEST_F(RocksDbStorageTest, RefusesAFolderWhoseParentIsNotThere) {
  EXPECT_THAT(RocksDbStorage::Open({.folder = folder_ + "/none/log"}),
              HasReason(v1::ERROR_REASON_NOT_SERVING));
}

TEST_F(RocksDbStorageTest, KeepsNoLogFileOfRocksDb) {
  const std::unique_ptr<RocksDbStorage> opened = Open();

  EXPECT_FALSE(std::filesystem::exists(folder_ + "/LOG"));
}

}  // namespace
}  // namespace cairn
