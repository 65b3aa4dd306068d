#include "eventstore/event_log.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "eventstore/append_sealer.h"
#include "eventstore/base/mutex.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/claim_index.h"
#include "eventstore/erasure_replay.h"
#include "eventstore/keys/key_rewrap.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/log_reader.h"
#include "eventstore/log_start.h"
#include "eventstore/published_head.h"
#include "eventstore/record_heads.h"
#include "eventstore/sequencer.h"

namespace cairn {
namespace {

// Where one caller waits for one answer. The waiter is woken after the lock is free, or the log's
// thread would wake it only to see it wait for the lock again: twice the work, 64 times a group.
class Answer {
 public:
  void Give(absl::StatusOr<Appended> result) {
    {
      MutexLock lock(mutex_);
      result_ = std::move(result);
    }
    given_.NotifyOne();
  }
  absl::StatusOr<Appended> Take() {
    MutexLock lock(mutex_);
    while (!result_) given_.Wait(mutex_);
    return *std::move(result_);
  }

 private:
  Mutex mutex_;
  Condition given_;
  std::optional<absl::StatusOr<Appended>> result_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

// In the order in which each part is built from those above it.
struct EventLog::Parts {
  Parts(Options options, StartedLog started, std::unique_ptr<RecordKeys> record_keys,
        const RecordKey& log_key, Storage& log_storage, Vault& log_vault, HeadWitness& witness,
        Clock& clock, Random& random)
      : ledger_id(started.ledger_id),
        forks(std::move(started.forks)),
        ledger(std::move(started.ledger)),
        keys(std::move(record_keys)),
        claims(log_storage, ledger_id, log_key),
        storage(log_storage),
        vault(log_vault),
        head(started.head),
        record_heads(log_storage, head),
        reader(log_storage, ledger_id, *keys, claims, head, record_heads),
        sealer(ledger_id, log_storage, *keys, claims, reader, random),
        sequencer({.disk_reserve_bytes = options.disk_reserve_bytes,
                   .queue_requests_max = options.queue_requests_max,
                   .queue_bytes_max = options.queue_bytes_max,
                   .on_failure = std::move(options.on_failure),
                   .at_step = std::move(options.at_step)},
                  {.ledger_id = ledger_id,
                   .storage = log_storage,
                   .witness = witness,
                   .clock = clock,
                   .keys = *keys,
                   .vault = log_vault,
                   .claims = claims,
                   .reader = reader,
                   .ledger = *ledger,
                   .head = head,
                   .record_heads = record_heads}) {}

  const LedgerId ledger_id;
  const std::vector<LogFork> forks;
  const std::unique_ptr<Ledger> ledger;
  const std::unique_ptr<RecordKeys> keys;
  const ClaimIndex claims;
  const Storage& storage;
  Vault& vault;
  PublishedHead head;
  RecordHeads record_heads;
  const LogReader reader;
  const AppendSealer sealer;
  Sequencer sequencer;
};

absl::StatusOr<std::unique_ptr<EventLog>> EventLog::Open(Options options, Storage& storage,
                                                         Vault& vault, HeadWitness& witness,
                                                         Clock& clock, Random& random) {
  CAIRN_ASSIGN_OR_RETURN(StartedLog started, StartLog(storage, vault, witness, random));
  auto keys = std::make_unique<RecordKeys>(storage, vault, started.ledger_id, random);
  CAIRN_ASSIGN_OR_RETURN(const RecordKey log_key, keys->Get(RecordId()));
  const std::optional<SuccessionBody> succession = options.succession;
  auto parts = std::make_unique<Parts>(std::move(options), std::move(started), std::move(keys),
                                       log_key, storage, vault, witness, clock, random);
  std::unique_ptr<EventLog> log(new EventLog(std::move(parts)));
  if (succession) CAIRN_RETURN_IF_ERROR(log->Succeed(*succession, random));
  CAIRN_RETURN_IF_ERROR(ReplayErasures(*log, vault).status());
  return log;
}

absl::Status EventLog::Succeed(const SuccessionBody& succession, Random& random) {
  if (Head().generation >= succession.generation) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const RecordHead own, HeadOf(RecordId()));
  AppendRequest request{.request = {.request = random.NewId<RequestId>()}};
  request.records.push_back({.expected = own.version, .control = succession});
  return AppendAndWait(request).status();
}

EventLog::EventLog(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EventLog::~EventLog() = default;

void EventLog::Append(const AppendRequest& request, Done done) {
  absl::StatusOr<PendingAppend> pending = parts_->sealer.Seal(request);
  if (!pending.ok()) return done(pending.status());
  pending->done = std::move(done);
  if (const absl::Status queued = parts_->sequencer.Push(*pending); !queued.ok()) {
    pending->done(queued);
  }
}

absl::StatusOr<RewrappedKeys> EventLog::RewrapKeys(std::string_view from, size_t keys_max) {
  CAIRN_ASSIGN_OR_RETURN(KeyRewrapPage page, WrapKeysAnew(parts_->storage, parts_->vault,
                                                          parts_->ledger_id, from, keys_max));
  const RewrappedKeys result{.keys = page.rewraps.size(), .going = page.going, .next = page.next};
  CAIRN_RETURN_IF_ERROR(Replace(std::move(page.rewraps)));
  return result;
}

absl::Status EventLog::Replace(std::vector<KeyRewrap> rewraps) {
  PendingAppend pending;
  for (const KeyRewrap& rewrap : rewraps) {
    pending.bytes += rewrap.row_key.size() + rewrap.new_value.size();
  }
  pending.rewraps = std::move(rewraps);
  const auto answer = std::make_shared<Answer>();
  pending.done = [answer](absl::StatusOr<Appended> result) { answer->Give(std::move(result)); };
  CAIRN_RETURN_IF_ERROR(parts_->sequencer.Push(pending));
  return answer->Take().status();
}

absl::StatusOr<Appended> EventLog::AppendAndWait(const AppendRequest& request) {
  // Shared: the giver may still be in Give when the taker has what it came for.
  const auto answer = std::make_shared<Answer>();
  Append(request, [answer](absl::StatusOr<Appended> result) { answer->Give(std::move(result)); });
  return answer->Take();
}

absl::StatusOr<std::vector<StoredEvent>> EventLog::Read(RecordId record, Version from,
                                                        Direction direction, size_t limit) const {
  return parts_->reader.Read(record, from, direction, limit);
}

absl::StatusOr<std::vector<StoredEvent>> EventLog::ReadAll(Position after, size_t limit) const {
  return parts_->reader.ReadAll(after, limit);
}

std::unique_ptr<Follower> EventLog::Follow(Position after, FollowFilter filter) const {
  return std::make_unique<Follower>(parts_->reader, parts_->head, after, std::move(filter));
}

LogHead EventLog::Head() const { return parts_->head.Get(); }

absl::StatusOr<RecordHead> EventLog::HeadOf(RecordId record) const {
  return parts_->reader.HeadOf(record);
}

bool EventLog::WaitFor(Position position, int64_t wait_ms) const {
  return parts_->head.WaitFor(position, wait_ms);
}

bool EventLog::WaitFor(Position position, int64_t wait_ms,
                       const std::atomic<bool>& given_up) const {
  return parts_->head.WaitFor(position, wait_ms, given_up);
}

void EventLog::WakeWaiting() const { parts_->head.WakeWaiting(); }

absl::StatusOr<std::optional<RecordId>> EventLog::Find(const Claim& claim) const {
  return parts_->reader.Find(claim);
}

absl::StatusOr<std::optional<RequestOutcome>> EventLog::Find(const RequestKey& request) const {
  return parts_->reader.Find(request);
}

absl::StatusOr<std::vector<Position>> EventLog::Find(const IndexKey& key, Position below,
                                                     size_t limit) const {
  return parts_->reader.Find(key, below, limit);
}

const Ledger& EventLog::ledger() const { return *parts_->ledger; }
RecordKeys& EventLog::keys() const { return *parts_->keys; }
const std::vector<LogFork>& EventLog::forks() const { return parts_->forks; }
LedgerId EventLog::ledger_id() const { return parts_->ledger_id; }
absl::Status EventLog::Failure() const { return parts_->head.failure(); }

}  // namespace cairn
