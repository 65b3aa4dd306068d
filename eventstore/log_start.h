// How a log begins and how it comes back: what must be true before anything is served.
//
//   S1  The code can read the format of the log.
//   S2  Storage and head witness are of the same ledger and generation.
//   S3  The root that the log kept is the root of the leaves that it holds.
//   S4  The log holds at least what the witness has seen, with the same root; so no acknowledged
//       event is missing or changed.
//   S5  Time goes on from the last event.
//   S6  The generation of the log is that of its last succession leaf (log_forks.h), or 1.
// Otherwise the log is refused with DATA_DAMAGED and a sentence that says what to do.
//
// Called by one thread, before any other uses the storage.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/random.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/ledger.h"
#include "eventstore/log_forks.h"
#include "eventstore/storage/storage.h"
#include "eventstore/stored_event.h"

namespace cairn {

// Opens the head witness in the file `path`; creates it, naming a new ledger, if there is none and
// no log in `storage` either. A log without its witness is refused with DATA_DAMAGED.
absl::StatusOr<HeadWitness> OpenWitness(const std::string& path, const Storage& storage,
                                        Random& random);

struct StartedLog {
  LedgerId ledger_id;
  LogHead head;
  std::unique_ptr<Ledger> ledger;
  std::vector<LogFork> forks;
};

// Checks S1 to S6 and writes the witness anew; begins a log if `storage` holds none and the witness
// has seen none.
absl::StatusOr<StartedLog> StartLog(Storage& storage, Vault& vault, HeadWitness& witness,
                                    Random& random);

}  // namespace cairn
