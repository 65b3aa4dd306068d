// ErasureJournal: a vault's erasure notes in a file that only grows.
//
//   file  = entry*
//   entry = "CAIRNEJ1" ledger_id[16] caller[16] request[16] noted_at:i64 body[59] crc32c:u32
//                                                      (127 bytes; body as in control_body.h)
//
// crc32c covers the 123 bytes before it. An entry that the end of the file cuts off, or that ends
// in nothing but zeros, was never acknowledged: it is what a crash left of a write, and is cut
// away. Any other entry that does not match its checksum is damage.
//
// One thread at a time. Mode 0600, as all files of a vault.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/file_handle.h"
#include "eventstore/keys/vault.h"

namespace cairn {

class ErasureJournal {
 public:
  // Makes what was written durable; 0 on success. fsync(2) except in tests.
  using Sync = std::function<int(int descriptor)>;

  // Opens the journal at `path`; makes an empty one, durably, if there is none. DATA_DAMAGED as
  // above; kFailedPrecondition if others than the owner may touch it; kUnavailable if the system
  // refuses.
  static absl::StatusOr<ErasureJournal> Open(const std::string& path);
  static absl::StatusOr<ErasureJournal> Open(const std::string& path, Sync sync);

  // What the file held when it was opened, in order.
  const std::vector<ErasureNote>& notes() const { return notes_; }

  // Durable on OK. Errors as Vault::NoteErasure; after OUTCOME_UNKNOWN every call ends so.
  absl::Status Append(const ErasureNote& note);

 private:
  ErasureJournal(FileHandle file, Sync sync, std::string path)
      : file_(std::move(file)), sync_(std::move(sync)), path_(std::move(path)) {}

  absl::Status Load();
  absl::Status SaveLast();
  absl::Status CutTo(size_t size);

  FileHandle file_;
  Sync sync_;
  std::string path_;
  size_t size_ = 0;
  bool failed_ = false;
  std::vector<ErasureNote> notes_;
};

}  // namespace cairn
