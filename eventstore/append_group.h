// AppendGroup: the requests of one batch. Each is decided on in the order of arrival, against what
// is stored and what the group has accepted before it:
//   1  request   a known request id gets the result of the first; nothing else is asked
//   2  gate      disk and clock allow a write
//   3  versions  every record is at the version that was decided on; all that are not are reported
//   4  keys      what was sealed is sealed with a key that is still the record's
//   5  claims    what is taken is free, after what the request releases; all conflicts are reported
//   6  note      an erasure is noted in the vault, durably: from here on it will be carried out
// A request that passes is placed (placement.h): positions, versions, time, leaves and rows, all or
// nothing. Rows of `keys` to wrap anew are replaced where they are still what was read.
//
// Belongs to the sequencer's thread, which commits the batch and only then gives the answers.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/claim_index.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/hash.h"
#include "eventstore/log_reader.h"
#include "eventstore/log_rows.h"
#include "eventstore/pending_append.h"
#include "eventstore/placement.h"
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
    RecordKeys& keys;
    Vault& vault;
    const Storage& storage;
    const LedgerId& ledger_id;
  };

  // Whether, and at what time, anything may be written now.
  struct Gate {
    absl::Status disk;   // refuses every write
    absl::Status clock;  // refuses what takes its time from the clock
    int64_t now_us = 0;
  };

  // Goes on from `head`, which is the published one.
  AppendGroup(Books books, Gate gate, const LogHead& head);

  // Decides on `append`, which outlives this, and remembers the answer.
  void Add(const PendingAppend& append);

  // Whether there is anything to commit.
  bool writes() const { return !placement_.empty(); }
  // Nothing is added any more: completes the batch.
  void Close() { placement_.PlaceHeads(); }
  Batch& batch() { return placement_.batch(); }
  const Placement& placement() const { return placement_; }
  int64_t recorded_at_us() const { return recorded_at_us_; }
  uint32_t generation() const { return generation_; }
  // Not OK when nothing may be written: nobody knows what the vault noted, or another server has
  // written to the log. Nothing more is decided on then.
  const absl::Status& failure() const { return failure_; }

  // One for each Add, in order. Good to give once the batch is committed.
  std::vector<absl::StatusOr<Appended>> TakeAnswers() { return std::move(answers_); }

 private:
  // What the group has accepted, and where its answer is.
  struct Known {
    const PendingAppend* append;
    size_t answer;
  };
  // What a request that passes is placed with, record by record.
  struct Accepted {
    std::vector<RecordHead> heads;
    std::vector<std::optional<Row>> key_rows;
  };
  // Key of the row -> who holds the claim; nobody: it was released.
  using ClaimChanges = std::map<std::string, std::optional<RecordId>, std::less<>>;

  absl::StatusOr<Appended> Decide(const PendingAppend& append);
  absl::StatusOr<Appended> Rewrap(const std::vector<KeyRewrap>& rewraps);
  absl::StatusOr<std::optional<Appended>> FindKnown(const PendingAppend& append) const;
  absl::Status CheckGate(const PendingAppend& append) const;
  // As this group leaves it so far.
  absl::StatusOr<RecordHead> HeadOf(const RecordId& record);
  // The heads of the records, in their order.
  absl::StatusOr<std::vector<RecordHead>> CheckVersions(const PendingAppend& append);
  absl::StatusOr<ClaimChanges> CheckClaims(const PendingAppend& append) const;
  absl::StatusOr<std::optional<RecordId>> HolderOf(const std::string& key,
                                                   const ClaimChanges& changes) const;
  // Whether the record's key is still the one that `record` was sealed with.
  absl::Status CheckKey(const PendingRecord& record) const;
  absl::Status CheckSuccession(const PendingRecord& record) const;
  absl::StatusOr<std::vector<std::optional<Row>>> KeyRows(const PendingAppend& append) const;
  absl::Status NoteErasure(const PendingAppend& append);
  int64_t TimeOf(const PendingAppend& append) const;
  // Of a request that is accepted; its answer comes next.
  void PlaceRow(const PendingAppend& append, const RequestRow& row);
  Appended Fence(const PendingAppend& append);
  // Of a request for which no event is written.
  Appended KeepKnown(const PendingAppend& append);
  Appended Place(const PendingAppend& append, const Accepted& accepted, const ClaimChanges& claims);
  void PlaceClaims(const ClaimChanges& claims);

  const Books books_;
  const Gate gate_;
  int64_t recorded_at_us_;
  uint32_t generation_;
  const Position published_;
  absl::Status failure_;
  Placement placement_;
  absl::flat_hash_map<RequestKey, Known> known_;
  ClaimChanges claims_;
  std::vector<absl::StatusOr<Appended>> answers_;
};

}  // namespace cairn
