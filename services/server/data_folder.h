// The data folder: everything cairnd keeps, opened in the order in which it must be trusted.
//
//   <data>/head.witness   the last acknowledged head; created before the first event
//   <data>/signing.key    key of the log's checkpoints, named after its origin
//   <data>/log/           RocksDB: the log
//   <data>/views/         RocksDB: the rows of views. All of it can be computed again
//   <data>/last_scrub     what the last scrub found; for the status only
//   <vault>/              master keys; by default <data>/vault
#pragma once

#include <memory>
#include <optional>

#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/file_vault.h"
#include "eventstore/ledger/head_witness.h"
#include "eventstore/ledger/note.h"
#include "eventstore/storage/rocksdb_storage.h"
#include "projections/view_runner/view_store.h"
#include "services/server/config.h"

namespace cairn {

// Owns what it opened; members are destroyed in reverse order, views and log first.
struct DataFolder {
  std::unique_ptr<FileVault> vault;
  std::optional<NoteSigner> signer;
  std::unique_ptr<RocksDbStorage> storage;
  std::optional<HeadWitness> witness;
  std::unique_ptr<EventLog> log;
  std::unique_ptr<RocksDbStorage> view_storage;
  std::unique_ptr<ViewStore> views;
};

// Opens the folder of `config`, or begins a new one. `clock` and `random` must outlive it;
// `on_failure` is called once if the log stops (exit with 70 then). Refuses, with a sentence that
// says what is wrong and what to do, when a part is missing beside parts that hold data, when the
// signing key belongs to another origin, and whenever a part refuses by itself. Damaged
// views are no reason to refuse: they begin anew.
absl::StatusOr<std::unique_ptr<DataFolder>> OpenDataFolder(
    const ServerConfig& config, Clock& clock, Random& random,
    std::function<void(const absl::Status&)> on_failure);

}  // namespace cairn
