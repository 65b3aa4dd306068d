// Storage: ordered key-value spaces with one conditional commit, the seam below the event log. What
// implements it may be a folder of this machine or a distributed engine; nothing above may assume
// that it is alone, so the log's head is part of every commit.
//
// Thread-safe. Every read sees all that was committed before it began; two reads may see different
// heads, so readers take the head first and ignore rows above it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace cairn {

// The rows of each space are described where they are written: eventstore/log_rows.h,
// eventstore/keys and eventstore/ledger, and view_rows.h of views. Keys order as unsigned bytes.
enum class Space : uint8_t {
  kLeaves,
  kEnvelopes,
  kHeads,
  kRequests,
  kClaims,
  kKeys,
  kEntryKeys,
  kTiles,
  kDocuments,
  kGovernance,
  kMeta,
  kViewRows,
  kViewKeys,
  kViewMeta,
};

// Those of a log.
inline constexpr std::array kSpaces = {
    Space::kLeaves,    Space::kEnvelopes,  Space::kHeads,     Space::kRequests,
    Space::kClaims,    Space::kKeys,       Space::kEntryKeys, Space::kTiles,
    Space::kDocuments, Space::kGovernance, Space::kMeta,
};
// Those of views, which are stored apart from their log.
inline constexpr std::array kViewSpaces = {Space::kViewRows, Space::kViewKeys, Space::kViewMeta};

// The name of the space in files and messages: "leaves", "entry_keys".
std::string_view SpaceName(Space space);

// The smallest key above every key that begins with `prefix`; empty (no bound) if there is none.
std::string PrefixEnd(std::string_view prefix);

struct Row {
  Space space;
  std::string key;
  std::string value;

  friend bool operator==(const Row&, const Row&) = default;
};

// Changes that are made together or not at all, in the order given: the last one of a key wins.
// A value; not thread-safe.
class Batch {
 public:
  struct Change {
    Space space;
    std::string key;
    std::optional<std::string> value;  // nothing: the row is removed
  };

  void Put(Space space, std::string key, std::string value);
  void Put(Row row) { Put(row.space, std::move(row.key), std::move(row.value)); }
  // Removing a row that is not there is no fault.
  void Delete(Space space, std::string key);

  const std::vector<Change>& changes() const { return changes_; }
  bool empty() const { return changes_.empty(); }
  // Keys and values together.
  size_t bytes() const { return bytes_; }

 private:
  std::vector<Change> changes_;
  size_t bytes_ = 0;
};

// Which rows a scan visits.
struct ScanRange {
  std::string from;                                   // inclusive
  std::string to_exclusive;                           // empty: to the end of the space
  bool reverse = false;                               // highest key first
  size_t limit = std::numeric_limits<size_t>::max();  // rows
};

// Every key that begins with `prefix`.
ScanRange PrefixRange(std::string_view prefix);

// Who listens to Storage::VerifyMedium.
struct MediumCheck {
  // The last file that an earlier check got past; empty: all are checked.
  std::string after;
  // Called with each file that the check has got past, whatever was found.
  std::function<void(std::string_view file)> passed;
  // Called with the number of bytes just read; false ends the check.
  std::function<bool(uint64_t bytes)> read;
  // Called for each file that is not as it was written.
  std::function<void(std::string_view file, std::string_view sentence)> damaged;
};

enum class CommitOutcome {
  kCommitted,  // durable: survives a crash and a power cut, unless it was opened to be neither
  kAborted,    // the head was not `expected_head`; nothing was written
  kUnknown,    // a write or sync failed: the changes may or may not be there after a restart
};

class Storage {
 public:
  using Visitor = std::function<bool(std::string_view key, std::string_view value)>;

  virtual ~Storage() = default;

  // The value of a key, or nothing. Every read fails with DATA_DAMAGED when stored bytes do not
  // match their checksum.
  virtual absl::StatusOr<std::optional<std::string>> Get(Space space,
                                                         std::string_view key) const = 0;
  // The values of `keys`, in their order. Keys may repeat.
  virtual absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Space space, std::span<const std::string> keys) const = 0;
  // Calls `visit` for each row of `range`, as of one moment, until it returns false. The views are
  // valid during the call only. `visit` must not write to this storage.
  virtual absl::Status Scan(Space space, const ScanRange& range, const Visitor& visit) const = 0;

  // The `new_head` of the last commit; 0 before the first.
  virtual absl::StatusOr<uint64_t> Head() const = 0;
  // Applies `batch` and moves the head from `expected_head` to `new_head`, all or nothing. The two
  // may be equal, for rows that belong to no position. After kUnknown every later write is kUnknown
  // as well, and Failure() says why: the caller must stop, and open the storage anew.
  virtual CommitOutcome Commit(const Batch& batch, uint64_t expected_head, uint64_t new_head) = 0;
  // Adds rows that never change, without touching the head; durable on OK. Callable beside Commit.
  //   kAlreadyExists  a key is there with another value; nothing was written. The same value is OK
  //   OUTCOME_UNKNOWN as kUnknown above
  // `batch` must not delete.
  virtual absl::Status PutImmutable(const Batch& batch) = 0;

  // Why the storage can no longer write; OK as long as it can.
  virtual absl::Status Failure() const = 0;
  // Bytes that may still be written to the medium.
  virtual absl::StatusOr<uint64_t> FreeBytes() const = 0;

  // Re-reads the files of the medium and holds them against the checksums that were kept of them;
  // a medium without such files has nothing to check. Runs beside everything else. An error only if
  // the check itself cannot be made.
  virtual absl::Status VerifyMedium(const MediumCheck& /*check*/) const { return absl::OkStatus(); }
  // Roughly what is stored, in bytes; 0 if nobody knows.
  virtual uint64_t StoredBytes() const { return 0; }
};

}  // namespace cairn
