#include "eventstore/storage/rocksdb_settings.h"

#include <string>
#include <utility>

#include "eventstore/base/check.h"
#include "eventstore/base/ids.h"
#include "rocksdb/cache.h"
#include "rocksdb/file_checksum.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/slice_transform.h"
#include "rocksdb/table.h"

namespace cairn {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr size_t kBlockCacheBytes = 128 * kMiB;
constexpr size_t kLargeMemtableBytes = 64 * kMiB;
constexpr size_t kSmallMemtableBytes = 16 * kMiB;
// Bounds what a start after a crash has to replay, whatever the size of the log.
constexpr size_t kWalBytesMax = 128 * kMiB;
// Of a look-up that must find nothing, one in 1,000 reads a block of each run of files for nothing,
// instead of one in 100 with 10 bits.
constexpr double kFilterBitsPerKey = 16;

enum class Access {
  kOrdered,  // written in key order, or read in ranges
  kLookUp,   // found by a whole random key, often one that is not there
};

Access AccessOf(Space space) {
  switch (space) {
    case Space::kLeaves:
    case Space::kEnvelopes:
    case Space::kTiles:
    case Space::kDocuments:
    case Space::kGovernance:
    case Space::kMeta:
    case Space::kViewKeys:
    case Space::kViewMeta:
      return Access::kOrdered;
    case Space::kHeads:
    case Space::kRequests:
    case Space::kClaims:
    case Space::kKeys:
    case Space::kEntryKeys:
    case Space::kViewRows:
      return Access::kLookUp;
  }
  CAIRN_CHECK_UNREACHABLE();
}

rocksdb::BlockBasedTableOptions TableSettings(Access access,
                                              std::shared_ptr<rocksdb::Cache> cache) {
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.block_cache = std::move(cache);
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // Filters and indexes in blocks of 4 KB. In one piece the filter of a file has more bytes than
  // the cache takes in a block, and each look-up would read all of it again.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.block_size = 16 << 10;
  if (access == Access::kLookUp) {
    table.block_size = 4 << 10;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
    table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  }
  return table;
}

rocksdb::ColumnFamilyOptions SpaceSettings(Space space, std::shared_ptr<rocksdb::Cache> cache) {
  rocksdb::ColumnFamilyOptions settings;
  const Access access = AccessOf(space);
  settings.table_factory.reset(
      rocksdb::NewBlockBasedTableFactory(TableSettings(access, std::move(cache))));
  // Ciphertext and hashes do not compress.
  settings.compression = rocksdb::kNoCompression;
  const bool holds_contents = space == Space::kEnvelopes || space == Space::kDocuments;
  settings.write_buffer_size = holds_contents ? kLargeMemtableBytes : kSmallMemtableBytes;
  if (access == Access::kLookUp) {
    settings.memtable_whole_key_filtering = true;
    settings.memtable_prefix_bloom_size_ratio = 0.02;
    // A flush of these brings a few megabytes with keys from all over. Levels would write their
    // first level, up to 256 MB, anew for every four of them; runs meet their equals in size.
    settings.compaction_style = rocksdb::kCompactionStyleUniversal;
  }
  // Whose rows of one record are read as a range, which without this looks into every run of files.
  if (space == Space::kKeys || space == Space::kEntryKeys) {
    settings.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(RecordId::kSize));
  }
  return settings;
}

}  // namespace

rocksdb::DBOptions DatabaseSettings(const RocksDbOptions& options,
                                    std::shared_ptr<FailureLatch> failure) {
  rocksdb::DBOptions settings;
  settings.create_if_missing = true;
  settings.create_missing_column_families = true;
  if (options.env != nullptr) settings.env = options.env;
  settings.info_log = std::make_shared<WarningLogger>(options.warn);
  settings.listeners.push_back(std::make_shared<FailureListener>(std::move(failure)));

  settings.paranoid_checks = true;
  // The torn tail of an honest power cut opens, damage before it does not. What this mode cannot
  // see, a log that lost synced rows at its very end, the head witness sees.
  settings.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  settings.track_and_verify_wals_in_manifest = true;
  settings.verify_sst_unique_id_in_manifest = true;
  settings.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  settings.max_bgerror_resume_count = 0;  // see FailureListener

  settings.max_total_wal_size = kWalBytesMax;
  settings.max_background_jobs = 2;
  settings.max_open_files = 1024;
  // A flush must not make the disk wait for megabytes at once while appends sync their kilobytes.
  settings.bytes_per_sync = kMiB;
  settings.avoid_unnecessary_blocking_io = true;
  // Without a sync, what is in files must not be ahead of what else is of the same batch.
  settings.atomic_flush = !options.synced;
  return settings;
}

std::vector<rocksdb::ColumnFamilyDescriptor> FamilySettings(const RocksDbOptions& options) {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, SpaceSettings(Space::kMeta, cache));
  for (const Space space : options.spaces) {
    families.emplace_back(std::string(SpaceName(space)), SpaceSettings(space, cache));
  }
  if (options.memtable_bytes > 0) {
    for (auto& family : families) family.options.write_buffer_size = options.memtable_bytes;
  }
  return families;
}

rocksdb::ReadOptions ReadSettings() {
  rocksdb::ReadOptions settings;
  settings.verify_checksums = true;
  // A scan of one prefix asks the filters, any other scan does not.
  settings.auto_prefix_mode = true;
  return settings;
}

rocksdb::ReadOptions LongScanSettings() {
  rocksdb::ReadOptions settings = ReadSettings();
  settings.readahead_size = 2 * kMiB;
  settings.fill_cache = false;
  return settings;
}

rocksdb::WriteOptions WriteSettings(bool synced) {
  rocksdb::WriteOptions settings;
  settings.sync = synced;
  return settings;
}

}  // namespace cairn
