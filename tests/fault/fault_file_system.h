// The files of RocksDB on a FaultDisk: RocksDbOptions::env. Nothing is really synced, as the disk
// knows by itself what a power cut would leave.
#pragma once

#include <memory>

#include "rocksdb/env.h"
#include "tests/fault/fault_disk.h"

namespace cairn {

// `disk` outlives the environment and everything opened in it.
std::unique_ptr<rocksdb::Env> NewFaultEnv(FaultDisk& disk);

}  // namespace cairn
