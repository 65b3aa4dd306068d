// The settings of RocksDbStorage, and why each is as it is. They depend on the space: rows in
// order of writing need no filter, rows found by a random key need one.
// Pure.
#pragma once

#include <memory>
#include <vector>

#include "eventstore/storage/rocksdb_failure.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "eventstore/storage/storage.h"
#include "rocksdb/db.h"

namespace cairn {

rocksdb::DBOptions DatabaseSettings(const RocksDbOptions& options,
                                    std::shared_ptr<FailureLatch> failure);

// The default family, which holds the rows of the storage itself, and then one for each space of
// `options`.
std::vector<rocksdb::ColumnFamilyDescriptor> FamilySettings(const RocksDbOptions& options = {});

// For one key, or a page of rows.
rocksdb::ReadOptions ReadSettings();
// For a long scan: reads ahead, and leaves the cache to others.
rocksdb::ReadOptions LongScanSettings();
rocksdb::WriteOptions WriteSettings(bool synced = true);

// Bytes of protection that RocksDB keeps for each row of a batch from memory to the file.
inline constexpr size_t kProtectionBytesPerKey = 8;

}  // namespace cairn
