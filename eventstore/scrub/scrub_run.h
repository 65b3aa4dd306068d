// ScrubRun: what all parts of a scrub share: where it is, what it found, how fast it may go, and
// pages of rows that are read past damage. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"
#include "eventstore/scrub/scrub.h"
#include "eventstore/storage/storage.h"

namespace cairn {

// In the order in which they run.
enum class ScrubPart : uint8_t {
  kFiles = 0,
  kLeaves,
  kTiles,
  kRecords,
  kHeads,
  kRequests,
  kClaims,
  kKeys,
  kEntryKeys,
  kGovernance,
  kDone,
};

std::string_view ScrubPartName(ScrubPart part);

// Where a scrub goes on. Opaque to callers:
//   "CAIRNSC1" ledger_id[16] size:u64 root[32] part:u8 events:u64 bytes:u64 damages:u64
//   version:u64 leaf_hash[32] key
struct ScrubCursor {
  LedgerId ledger_id;
  uint64_t size = 0;
  Hash root{};
  ScrubPart part = ScrubPart::kFiles;
  uint64_t events = 0;
  uint64_t bytes = 0;
  uint64_t damages = 0;
  // Of the record that `key` is in the middle of: its last leaf before `key`. Version 0: none.
  Version version = 0;
  Hash leaf_hash{};
  // The next row of the part; empty: from its beginning.
  std::string key;

  std::string Encode() const;
  // kInvalidArgument unless Encode wrote it.
  static absl::StatusOr<ScrubCursor> Decode(std::string_view encoded);
  friend bool operator==(const ScrubCursor&, const ScrubCursor&) = default;
};

struct ScrubPage {
  std::vector<std::pair<std::string, std::string>> rows;
  std::string next;   // where the page after this one begins
  bool last = false;  // there is none
};

class ScrubRun {
 public:
  // `storage` outlives this.
  ScrubRun(const Storage& storage, const ScrubOptions& options, ScrubCursor begin);

  ScrubCursor& cursor() { return cursor_; }
  const Storage& storage() const { return storage_; }

  // The rows of one page from `from` on. Rows that cannot be read are reported and skipped.
  absl::StatusOr<ScrubPage> ReadPage(Space space, const std::string& from,
                                     const std::string& to_exclusive = "");
  // Counts what was read, tells the caller, keeps to the rate. False: the run must end here.
  bool Pace(uint64_t bytes);
  // The same after the last page of a part: the cursor is at the beginning of the next one.
  void EndPart(uint64_t bytes);

  void Report(std::optional<Space> space, std::string where, std::string sentence,
              Position position = 0);
  // OK if `status` is OK or tells of damage, which is then reported; else `status`.
  absl::Status ReportIfDamage(const absl::Status& status, Space space, std::string where,
                              Position position = 0);

  ScrubReport TakeReport();

 private:
  absl::Status SkipDamage(Space space, const std::string& after, const std::string& to_exclusive,
                          ScrubPage& page);

  const Storage& storage_;
  const ScrubOptions& options_;
  const uint64_t bytes_expected_;
  ScrubCursor cursor_;
  std::vector<Damage> damages_;
};

// Whether a status says that stored bytes are not what was written.
bool IsDamage(const absl::Status& status);

}  // namespace cairn
