#include "eventstore/storage/rocksdb_settings.h"

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/storage.h"
#include "rocksdb/db.h"
#include "rocksdb/statistics.h"
#include "tests/support/temp_folder.h"

namespace cairn {
namespace {

// A database with the storage's own settings, whose engine counts what it does.
class RocksDbSettingsTest : public testing::Test {
 protected:
  static constexpr int kRuns = 3;
  static constexpr int kRowsPerRun = 5000;

  RocksDbSettingsTest() {
    const RocksDbOptions options{.folder = folder_};
    rocksdb::DBOptions settings = DatabaseSettings(options, std::make_shared<FailureLatch>());
    settings.statistics = counted_;
    rocksdb::DB* opened = nullptr;
    EXPECT_TRUE(
        rocksdb::DB::Open(settings, folder_, FamilySettings(options), &families_, &opened).ok());
    database_.reset(opened);
  }
  ~RocksDbSettingsTest() override {
    for (rocksdb::ColumnFamilyHandle* family : families_) {
      database_->DestroyColumnFamilyHandle(family);
    }
  }

  rocksdb::ColumnFamilyHandle* FamilyOf(Space space) const {
    return families_[1 + static_cast<size_t>(space)];
  }

  std::string RandomKey(size_t bytes) {
    std::string key(bytes, '\0');
    for (char& byte : key) byte = static_cast<char>(random_());
    return key;
  }

  // Rows with random keys, in files that were written one after the other.
  void FillWithRuns(Space space, size_t key_bytes) {
    for (int run = 0; run < kRuns; ++run) {
      for (int row = 0; row < kRowsPerRun; ++row) {
        const rocksdb::Status put = database_->Put(rocksdb::WriteOptions(), FamilyOf(space),
                                                   RandomKey(key_bytes), std::string(21, 'v'));
        ASSERT_TRUE(put.ok());
      }
      ASSERT_TRUE(database_->Flush(rocksdb::FlushOptions(), FamilyOf(space)).ok());
    }
    ASSERT_TRUE(counted_->Reset().ok());
  }

  uint64_t DataBlocksRead() const {
    return counted_->getTickerCount(rocksdb::BLOCK_CACHE_DATA_HIT) +
           counted_->getTickerCount(rocksdb::BLOCK_CACHE_DATA_MISS);
  }

  const TempFolder temp_;
  const std::string folder_ = temp_.path();
  const std::shared_ptr<rocksdb::Statistics> counted_ = rocksdb::CreateDBStatistics();
  std::mt19937 random_{1};
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::unique_ptr<rocksdb::DB> database_;
};

TEST_F(RocksDbSettingsTest, ReadNoBlockToSeeThatARequestIsNotThere) {
  FillWithRuns(Space::kRequests, 32);

  constexpr int kLookUps = 5000;
  for (int i = 0; i < kLookUps; ++i) {
    std::string value;
    const rocksdb::Status found =
        database_->Get(ReadSettings(), FamilyOf(Space::kRequests), RandomKey(32), &value);
    ASSERT_TRUE(found.IsNotFound());
  }

  EXPECT_EQ(counted_->getTickerCount(rocksdb::BLOOM_FILTER_USEFUL) + DataBlocksRead(),
            kLookUps * kRuns);
  EXPECT_LT(DataBlocksRead(), kLookUps * kRuns / 500);
}

TEST_F(RocksDbSettingsTest, ReadNoBlockToSeeThatARecordHasNoKey) {
  FillWithRuns(Space::kKeys, 18);

  constexpr int kLookUps = 1000;
  for (int i = 0; i < kLookUps; ++i) {
    const ScanRange range = PrefixRange(RandomKey(16));
    const rocksdb::Slice upper(range.to_exclusive);
    rocksdb::ReadOptions settings = ReadSettings();
    settings.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> row(
        database_->NewIterator(settings, FamilyOf(Space::kKeys)));
    row->Seek(range.from);
    ASSERT_FALSE(row->Valid());
    ASSERT_TRUE(row->status().ok());
  }

  EXPECT_LT(DataBlocksRead(), kLookUps * kRuns / 50);
}

// All of a space, whatever the filters of its prefixes say.
TEST_F(RocksDbSettingsTest, ScanTheRowsOfAllRecordsInTheirOrder) {
  FillWithRuns(Space::kKeys, 18);

  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(ReadSettings(), FamilyOf(Space::kKeys)));
  std::string before;
  int rows = 0;
  for (row->Seek(std::string(16, '\0')); row->Valid(); row->Next()) {
    EXPECT_LT(before, row->key().ToString());
    before = row->key().ToString();
    ++rows;
  }

  EXPECT_EQ(rows, kRuns * kRowsPerRun);
}

}  // namespace
}  // namespace cairn
