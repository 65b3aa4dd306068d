// A log in a folder as the server has it, for tests that copy, lose and restore folders.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/storage/rocksdb_storage.h"

namespace cairn {

// Closed when it goes, the log first.
struct OpenedLog {
  std::unique_ptr<RocksDbStorage> storage;
  std::optional<HeadWitness> witness;
  std::unique_ptr<EventLog> log;
};

// <folder>/log and <folder>/head.witness, opened or begun. The arguments outlive the result.
absl::StatusOr<std::unique_ptr<OpenedLog>> OpenLogIn(const std::string& folder, Vault& vault,
                                                     Clock& clock, Random& random);

}  // namespace cairn
