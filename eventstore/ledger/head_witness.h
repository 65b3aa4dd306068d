// The head witness: a small file beside the log that remembers the last acknowledged head, so that
// a log which came back shorter, or other, than it was is noticed before it serves anyone.
//
//   file = slot slot                            8,192 bytes, preallocated
//   slot = "CAIRNHW1" ledger_id[16] generation:u32 size:u64 root[32] crc32c:u32 zero*4024
//
// crc32c covers the 68 bytes before it. A write goes to the slot that does not hold the newest
// head, so that a torn write loses nothing. Unsigned: it guards against disks and restores; the
// signed checkpoints that others hold guard against people.
//
// One writer; not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/file_handle.h"
#include "eventstore/base/ids.h"
#include "eventstore/ledger/hash.h"

namespace cairn {

struct WitnessedHead {
  LedgerId ledger_id;
  uint32_t generation = 1;
  uint64_t size = 0;
  Hash root{};

  friend bool operator==(const WitnessedHead&, const WitnessedHead&) = default;
};

class HeadWitness {
 public:
  // Makes a written slot durable; 0 on success. fdatasync(2) except in tests.
  using Sync = std::function<int(int descriptor)>;

  // Creates the file with `head` in both slots, durably, before the log itself is created: size 0
  // and EmptyRoot() for a new log, the restored head for one that was copied here. kAlreadyExists
  // if there is a file.
  static absl::StatusOr<HeadWitness> Create(const std::string& path, const WitnessedHead& head);

  // Opens an existing file. kNotFound if there is none; DATA_DAMAGED if no slot is valid, if the
  // two are of different logs, or if the length is wrong; kFailedPrecondition if others than the
  // owner may touch it.
  static absl::StatusOr<HeadWitness> Open(const std::string& path);
  static absl::StatusOr<HeadWitness> Open(const std::string& path, Sync sync);

  // The newest head that was written: highest generation, then highest size.
  const WitnessedHead& newest() const { return newest_; }

  // Writes and syncs; durable on OK. DATA_DAMAGED, and nothing written, if `head` is of another
  // log, goes back within its generation or in generation, or has another root for the newest size.
  // OUTCOME_UNKNOWN if the system fails: what is on disk is then unknown, so that every later call
  // fails too and the owner must stop.
  absl::Status Write(const WitnessedHead& head);

 private:
  HeadWitness(FileHandle file, Sync sync, const WitnessedHead& newest, int newest_slot)
      : file_(std::move(file)),
        sync_(std::move(sync)),
        newest_(newest),
        newest_slot_(newest_slot) {}

  FileHandle file_;
  Sync sync_;
  WitnessedHead newest_;
  int newest_slot_;
  bool failed_ = false;
};

}  // namespace cairn
