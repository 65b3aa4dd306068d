#include "eventstore/storage/rocksdb_settings.h"

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_format.h"

#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "eventstore/storage/storage.h"
#include "rocksdb/db.h"
#include "rocksdb/statistics.h"
#include "rocksdb/table.h"
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

// The cache takes no block that is larger than its part for some of the keys, so a filter in one
// piece would be read as a whole by every look-up, once a file has a million rows.
TEST_F(RocksDbSettingsTest, KeepTheFilterOfAFileInSeveralBlocks) {
  for (const auto& [space, key_bytes] : {std::pair(Space::kRequests, 32), {Space::kKeys, 18}}) {
    FillWithRuns(space, key_bytes);
    rocksdb::CompactRangeOptions whole;
    whole.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
    ASSERT_TRUE(database_->CompactRange(whole, FamilyOf(space), nullptr, nullptr).ok());

    // As the one new file was opened.
    EXPECT_GT(counted_->getTickerCount(rocksdb::BLOCK_CACHE_FILTER_BYTES_INSERT),
              kRuns * kRowsPerRun);
    EXPECT_GT(counted_->getTickerCount(rocksdb::BLOCK_CACHE_FILTER_ADD), 1u);
  }
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

// Settings are no format: levels, files without filters and indexes in one piece were ours once.
TEST(RocksDbSettings, ReadAndGoOnWithAFolderThatOlderOnesWrote) {
  const TempFolder temp;
  const RocksDbOptions options{.folder = temp.path()};
  std::vector<rocksdb::ColumnFamilyDescriptor> older = FamilySettings(options);
  for (rocksdb::ColumnFamilyDescriptor& family : older) {
    family.options.compaction_style = rocksdb::kCompactionStyleLevel;
    family.options.prefix_extractor.reset();
    family.options.table_factory.reset(rocksdb::NewBlockBasedTableFactory());
  }
  constexpr size_t kKeysFamily = 1 + static_cast<size_t>(Space::kKeys);
  const auto key_of = [](int row) { return absl::StrFormat("%016d\1\1", row); };
  {
    rocksdb::DB* opened = nullptr;
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    ASSERT_TRUE(rocksdb::DB::Open(DatabaseSettings(options, std::make_shared<FailureLatch>()),
                                  options.folder, older, &families, &opened)
                    .ok());
    const std::unique_ptr<rocksdb::DB> database(opened);
    for (int row = 0; row < 300; ++row) {
      ASSERT_TRUE(database->Put({}, families[kKeysFamily], key_of(row), "older").ok());
      if (row == 199) {
        ASSERT_TRUE(database->CompactRange({}, families[kKeysFamily], nullptr, nullptr).ok());
      }
    }
    ASSERT_TRUE(database->Flush({}, families[kKeysFamily]).ok());
    for (rocksdb::ColumnFamilyHandle* family : families) {
      database->DestroyColumnFamilyHandle(family);
    }
  }

  for (uint64_t head = 0; head < 2; ++head) {
    const auto storage = RocksDbStorage::Open(options).value();
    for (int row = 0; row < 300; ++row) {
      std::string found;
      ASSERT_TRUE(storage
                      ->Scan(Space::kKeys, PrefixRange(key_of(row).substr(0, 16)),
                             [&found](std::string_view, std::string_view value) {
                               found += value;
                               return true;
                             })
                      .ok());
      EXPECT_EQ(found, head == 0 || row > 0 ? "older" : "newer");
      EXPECT_EQ(storage->Get(Space::kKeys, key_of(row + 300)).value(), std::nullopt);
    }
    Batch batch;
    batch.Put(Space::kKeys, key_of(0), "newer");
    ASSERT_EQ(storage->Commit(batch, head, head + 1), CommitOutcome::kCommitted);
  }
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
