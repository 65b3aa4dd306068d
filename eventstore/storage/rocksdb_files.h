// The files of a RocksDB folder, read once more and held against the checksums in its manifest.
// Thread-safe; runs beside reads and writes.
#pragma once

#include <string>

#include "eventstore/storage/storage.h"
#include "rocksdb/db.h"
#include "rocksdb/status.h"

namespace cairn {

// Flushes, so that no row is in a write-ahead log alone; reads every table file; opens the folder a
// second time without writing. A file that compaction removes meanwhile is left out. Does nothing
// for a database that was opened read-only.
rocksdb::Status VerifyFiles(rocksdb::DB& database, const std::string& folder,
                            const MediumCheck& check);

}  // namespace cairn
