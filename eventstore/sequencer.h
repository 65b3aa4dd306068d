// Sequencer: the one thread that writes the log. It takes what waits, decides on each request,
// extends the tree, commits one synced batch, writes the head witness, publishes the head, and
// answers. While it waits for the disk the next group gathers by itself; nothing is delayed to make
// a group larger.
//
// When a commit or the witness fails, nobody knows what is on disk: everything in flight is
// answered OUTCOME_UNKNOWN, and nothing is written any more until the log is opened again.
//
// Push and the destructor may be called from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "absl/status/status.h"

#include "eventstore/append_group.h"
#include "eventstore/append_queue.h"
#include "eventstore/base/clock.h"
#include "eventstore/claim_index.h"
#include "eventstore/clock_guard.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/log_reader.h"
#include "eventstore/pending_append.h"
#include "eventstore/published_head.h"
#include "eventstore/record_heads.h"
#include "eventstore/storage/storage.h"
#include "eventstore/write_steps.h"

namespace cairn {

class Sequencer {
 public:
  struct Settings {
    uint64_t disk_reserve_bytes;
    size_t queue_requests_max;
    size_t queue_bytes_max;
    std::function<void(const absl::Status&)> on_failure;
    std::function<void(WriteStep)> at_step;
  };

  // What it works with. All of them outlive it, and only it writes to them.
  struct Parts {
    LedgerId ledger_id;
    Storage& storage;
    HeadWitness& witness;
    Clock& clock;
    RecordKeys& keys;
    Vault& vault;
    const ClaimIndex& claims;
    const LogReader& reader;
    Ledger& ledger;
    PublishedHead& head;
    RecordHeads& record_heads;
  };

  Sequencer(Settings settings, Parts parts);
  // Answers what waits, and stops.
  ~Sequencer();
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  // Takes `append`, whose `done` will be called; or says why not, as AppendQueue::Push.
  absl::Status Push(PendingAppend& append) { return queue_.Push(append); }

 private:
  void Run();
  // What an accepted group did not do; OK when it is durable, witnessed and published.
  absl::Status Write(AppendGroup& group);
  // On top of position `expected`.
  absl::Status Commit(AppendGroup& group, Position expected, const LogHead& head);
  absl::Status Witness(const LogHead& head);
  AppendGroup::Gate OpenGate() const;
  absl::Status CheckDisk() const;
  void Answer(std::vector<PendingAppend>& appends, AppendGroup& group) const;
  void Stop(const absl::Status& why, std::vector<PendingAppend> in_flight);

  const Settings settings_;
  const Parts parts_;
  const ClockGuard clock_guard_;
  AppendQueue queue_;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace cairn
