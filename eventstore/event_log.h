// The event log: the only truth of Cairn. Six verbs: Append, Read, ReadAll, Follow, Head, Find;
// resist a seventh. Beside them stand waiting (WaitFor), the parts that proofs and exports need
// (ledger, keys, forks) and what a rotation of keys needs (RewrapKeys, WaitForQueued).
//
// Promises (docs/ledger_format.md has the bytes):
//   L1  Positions are gap-free over the log and versions are gap-free in a record; both are given
//       inside the commit, so whoever sees position p can read everything below p.
//   L2  An append is all or nothing over its records, and durable once it is answered OK.
//   L3  A request id is consulted before anything else and kept for ever: a repeat, also of a
//       request that is still in flight, gets the result of the first.
//   L4  What is read is what was written: every envelope is hashed against its leaf, or refused
//       with DATA_DAMAGED. An event without content is served only with the erasure that took it.
//   L5  After a write whose outcome is unknown nothing more is written, and nobody is told "no".
//
// Erasure (kind 2, appended as a RecordAppend with a control body, at the version on which it was
// decided that nothing stands against it):
//   E1  Once it is answered OK the content cannot be read through this log: the keys are gone with
//       the leaf that says so, in one commit. Leaves, positions, versions, requests and proofs of
//       everything else stay as they are, and what is left of the record still opens.
//   E2  A record that was erased takes nothing any more: RECORD_ERASED. Its claims are free.
//   E3  A repeat of an erasure gets its first result, also after a crash and after a restore. A
//       repeat of a request whose content is gone gets its first result too, with what the caller
//       said was known already; what is left of its content is compared, what is gone counts as
//       the same.
//   E4  Every erasure is noted in the vault before it is written. What is noted and not in the log
//       is carried out by Open, before anything is served; so no older copy of the log brings back
//       what went.
//   E5  Older copies of the rows of `keys` become noise with the next rotation (key_rotation.h).
//
// Thread-safe. Callers seal in their own threads; one thread of the log sequences, writes one
// synced batch for all that wait, writes the head witness and answers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/append_request.h"
#include "eventstore/base/clock.h"
#include "eventstore/base/ids.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/random.h"
#include "eventstore/follower.h"
#include "eventstore/keys/key_rewrap.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/log_forks.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"
#include "eventstore/write_steps.h"

namespace cairn {

// What one call of RewrapKeys found and did.
struct RewrappedKeys {
  size_t keys = 0;   // rows that were wrapped anew
  size_t going = 0;  // rows under an older epoch whose erasure is under way
  std::string next;  // where to go on; empty: that was the end
};

class EventLog {
 public:
  struct Options {
    // Appends are refused with DISK_NEARLY_FULL below this; reads go on.
    uint64_t disk_reserve_bytes = limits::kDiskReserveBytes;
    size_t queue_requests_max = limits::kQueueRequestsMax;
    size_t queue_bytes_max = limits::kQueueBytesMax;
    // Called once, from the log's thread, when the log has stopped for good and everyone in flight
    // has been answered; the owner should exit with 70 and be started anew.
    std::function<void(const absl::Status& why)> on_failure = [](const absl::Status&) {};
    // Of a restore only: written as the first leaf of the new generation, before the noted erasures
    // are carried out and before anything else. Passed over once the log has that generation.
    std::optional<SuccessionBody> succession;
    // For fault tests only: called by the log's thread after each step of a group that writes.
    std::function<void(WriteStep step)> at_step = [](WriteStep) {};
  };

  using Done = std::function<void(absl::StatusOr<Appended>)>;

  // Opens the log in `storage`, or begins a new one if both it and `witness` are empty. `witness`
  // is what OpenWitness (log_start.h) gave. All arguments must outlive the log. Refuses with
  // DATA_DAMAGED, and a sentence that says what to do, when the log is behind its head witness, has
  // another root, belongs to another ledger, or was written by a version of Cairn that this one
  // cannot read. Carries out the erasures that `vault` has noted and the log lacks.
  static absl::StatusOr<std::unique_ptr<EventLog>> Open(Options options, Storage& storage,
                                                        Vault& vault, HeadWitness& witness,
                                                        Clock& clock, Random& random);
  // Answers what is queued, then stops. No call may be in progress.
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  // Seals the contents in this thread, queues the request, and calls `done` exactly once: from the
  // log's thread, or from this one if the request is refused before it is queued. `done` must be
  // short and must not call Append.
  //   INVALID_REQUEST      the request has no event and knows of none, names a record twice, or
  //                        has a control leaf that does not fit its stream or does not stand alone
  //   REQUEST_ID_REUSED    the request id wrote other entries
  //   REQUEST_FENCED       the request id was fenced
  //   VERSION_CONFLICT     every record that moved: metadata record.<hex>.expected and .actual
  //   CLAIM_TAKEN          another record holds a claim: metadata record.<hex>.claim_type
  //   RECORD_ERASED        the record was erased
  //   EVENT_NOT_FOUND      there is no such event to remove the content of, or it is gone
  //   QUEUE_FULL           nothing was written; wait and repeat
  //   DISK_NEARLY_FULL     the same
  //   NOT_SERVING          the log has stopped, the clock jumped by more than an hour, or the vault
  //                        cannot note the erasure
  //   OUTCOME_UNKNOWN      ask again with the same request id once the server is back
  void Append(const AppendRequest& request, Done done);
  // The same, waiting for the answer.
  absl::StatusOr<Appended> AppendAndWait(const AppendRequest& request);

  // For RotateKeys (key_rotation.h): wraps the next rows of `keys` that are not under the vault's
  // current epoch, at most `keys_max` (not 0) from the row `from` on, by that epoch, and replaces
  // those that are still as they were read. Errors of the vault; QUEUE_FULL, NOT_SERVING and
  // OUTCOME_UNKNOWN as Append.
  absl::StatusOr<RewrappedKeys> RewrapKeys(std::string_view from, size_t keys_max);
  // For the same: waits until everything that was queued before is written.
  absl::Status WaitForQueued() { return Replace({}); }

  // Events of one record from version `from`, control leaves included, at most `limit`: upwards, or
  // downwards with kBackward (where a `from` beyond the end means the end). One range scan.
  //   RECORD_NOT_FOUND  there is no such record
  //   NOT_SERVING       the log stopped in the middle of a write that this would show
  //   DATA_DAMAGED      stored bytes do not match their leaf; nothing is served
  absl::StatusOr<std::vector<StoredEvent>> Read(RecordId record, Version from, Direction direction,
                                                size_t limit) const;
  // Events of the whole log in order, above `after`, at most `limit`.
  absl::StatusOr<std::vector<StoredEvent>> ReadAll(Position after, size_t limit) const;
  // A cursor above `after` over what passes `filter`: catch-up, then live. The log must outlive it.
  std::unique_ptr<Follower> Follow(Position after, FollowFilter filter = {}) const;

  LogHead Head() const;
  // The end of a record; version 0 if there is none.
  absl::StatusOr<RecordHead> HeadOf(RecordId record) const;
  // Waits until the head is at or beyond `position`. False after `wait_ms`, or if the log stopped.
  bool WaitFor(Position position, int64_t wait_ms) const;
  // As above, and ends at once when `given_up` becomes true: whoever sets it calls WakeWaiting
  // next.
  bool WaitFor(Position position, int64_t wait_ms, const std::atomic<bool>& given_up) const;
  void WakeWaiting() const;

  // The record that holds the claim, if any.
  absl::StatusOr<std::optional<RecordId>> Find(const Claim& claim) const;
  // What the request did, recomputed from its leaves; nothing if it never arrived (so far: only a
  // fence makes sure that it never will).
  absl::StatusOr<std::optional<RequestOutcome>> Find(const RequestKey& request) const;
  // Where the access batches stand that are found by `key`, below position `below`: the newest
  // first, at most `limit`. One range scan.
  absl::StatusOr<std::vector<Position>> Find(const IndexKey& key, Position below,
                                             size_t limit) const;

  // The tree over the same leaves, for proofs of any size up to Head().position.
  const Ledger& ledger() const;
  // The keys of the records, for the commitments of an export. What is sealed is read with Read.
  RecordKeys& keys() const;
  LedgerId ledger_id() const;
  // The generations before this one and where they part from it, as the log was when it opened.
  const std::vector<LogFork>& forks() const;
  // OK while the log accepts appends; afterwards why it stopped.
  absl::Status Failure() const;

 private:
  struct Parts;
  explicit EventLog(std::unique_ptr<Parts> parts);

  absl::Status Succeed(const SuccessionBody& succession, Random& random);
  absl::Status Replace(std::vector<KeyRewrap> rewraps);

  std::unique_ptr<Parts> parts_;
};

}  // namespace cairn
