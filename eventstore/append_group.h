// AppendGroup: the requests of one batch. Each is decided on in the order of arrival, against what
// is stored and what the group has accepted before it:
//   1  request   a known request id gets the result of the first; nothing else is asked
//   2  gate      disk and clock allow a write
//   3  versions  every record is at the version that was decided on; all that are not are reported
//   4  claims    what is taken is free, after what the request releases; all conflicts are reported
// A request that passes is placed: positions, versions, time, leaves and rows, all or nothing.
//
// Belongs to the sequencer's thread, which commits the batch and only then gives the answers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/claim_index.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/log_reader.h"
#include "eventstore/pending_append.h"
#include "eventstore/record_heads.h"
#include "eventstore/storage/storage.h"

namespace cairn {

class AppendGroup {
 public:
  // What the group looks things up in. All of them outlive it.
  struct Books {
    RecordHeads& heads;
    const ClaimIndex& claims;
    const LogReader& reader;
  };

  // Whether, and at what time, anything may be written now.
  struct Gate {
    absl::Status disk;   // refuses every write
    absl::Status clock;  // refuses what takes its time from the clock
    int64_t now_us = 0;
  };

  // Goes on from `head`, which is the published one.
  AppendGroup(Books books, Gate gate, const LogHead& head);

  // Decides on `append` and remembers the answer.
  void Add(const PendingAppend& append);

  // Whether there is anything to commit.
  bool writes() const { return !batch_.empty(); }
  Batch& batch() { return batch_; }
  const std::vector<Hash>& leaf_hashes() const { return leaf_hashes_; }
  int64_t recorded_at_us() const { return recorded_at_us_; }
  // The records that begin in this group.
  const std::vector<std::pair<RecordId, RecordKey>>& new_keys() const { return new_keys_; }

  // One for each Add, in order. Good to give once the batch is committed.
  std::vector<absl::StatusOr<Appended>> TakeAnswers() { return std::move(answers_); }

 private:
  struct Known {
    Hash content_digest;
    Appended result;
  };
  // Key of the row -> who holds the claim; nobody: it was released.
  using ClaimChanges = std::map<std::string, std::optional<RecordId>, std::less<>>;

  absl::StatusOr<Appended> Decide(const PendingAppend& append);
  absl::StatusOr<std::optional<Appended>> FindKnown(const PendingAppend& append) const;
  absl::Status CheckGate(const PendingAppend& append) const;
  // The heads of the records, in their order.
  absl::StatusOr<std::vector<RecordHead>> CheckVersions(const PendingAppend& append) const;
  absl::StatusOr<ClaimChanges> CheckClaims(const PendingAppend& append) const;
  absl::StatusOr<std::optional<RecordId>> HolderOf(const std::string& key,
                                                   const ClaimChanges& changes) const;
  int64_t TimeOf(const PendingAppend& append) const;
  Appended Fence(const PendingAppend& append);
  Appended Place(const PendingAppend& append, const std::vector<RecordHead>& heads,
                 const ClaimChanges& claims);
  void PlaceRecord(const PendingRecord& pending, RecordHead head, Appended& result);
  AppendedEvent PlaceEvent(const PendingRecord& pending, const SealedContent& content,
                           RecordHead& head);
  void PlaceClaims(const ClaimChanges& claims);

  const Books books_;
  const Gate gate_;
  const Position first_;
  int64_t recorded_at_us_;
  Batch batch_;
  std::vector<Hash> leaf_hashes_;
  std::vector<std::pair<RecordId, RecordKey>> new_keys_;
  std::map<RequestKey, Known> known_;  // what this group has accepted
  ClaimChanges claims_;
  std::vector<absl::StatusOr<Appended>> answers_;
};

}  // namespace cairn
