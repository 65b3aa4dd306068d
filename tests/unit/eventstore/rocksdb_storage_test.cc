#include "eventstore/storage/rocksdb_storage.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore/base/check.h"
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
