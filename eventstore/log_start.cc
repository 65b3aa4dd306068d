#include "eventstore/log_start.h"

#include <optional>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/merkle.h"
#include "eventstore/log_rows.h"

namespace cairn {
namespace {

absl::Status Refused(std::string_view sentence) {
  return Refusal(v1::ERROR_REASON_DATA_DAMAGED, sentence);
}

absl::StatusOr<std::optional<LogIdentity>> StoredIdentity(const Storage& storage) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                         storage.Get(Space::kMeta, kIdentityKey));
  if (!row) {
    CAIRN_ASSIGN_OR_RETURN(const uint64_t head, storage.Head());
    if (head > 0) return DamagedRow("the identity of the log is not there");
    return std::optional<LogIdentity>();
  }
  CAIRN_ASSIGN_OR_RETURN(const LogIdentity identity, DecodeIdentity(*row));
  return std::optional<LogIdentity>(identity);
}

absl::Status BeginLog(Storage& storage, Vault& vault, const HeadWitness& witness, Random& random) {
  const WitnessedHead& seen = witness.newest();
  if (seen.size > 0) {
    return Refused(absl::StrFormat(
        "The log is empty, and its head witness has seen %d events. Point the server at the folder "
        "of the log, or restore the log from a backup.",
        seen.size));
  }
  RecordKeys keys(storage, vault, seen.ledger_id, random);
  CAIRN_ASSIGN_OR_RETURN(RecordKeys::NewKey log_key, keys.New(RecordId()));
  Batch batch;
  batch.Put(std::move(log_key.row));
  batch.Put(Space::kMeta, kIdentityKey, EncodeIdentity({.ledger_id = seen.ledger_id}));
  batch.Put(Space::kMeta, kHeadKey,
            EncodeLogHead({.generation = kFirstLogGeneration, .root = EmptyRoot()}));
  if (storage.Commit(batch, 0, 0) == CommitOutcome::kCommitted) return absl::OkStatus();
  return Refusal(v1::ERROR_REASON_NOT_SERVING, "The new log cannot be written. Check its disk.");
}

absl::Status CheckIdentity(const LogIdentity& identity, const WitnessedHead& seen) {
  if (identity.min_reader_format > kLogFormat) {
    return Refused(absl::StrFormat(
        "The log is in format %d, which takes a reader of format %d; this server reads format %d. "
        "Install the version that wrote it, or a later one.",
        identity.format, identity.min_reader_format, kLogFormat));
  }
  if (identity.ledger_id == seen.ledger_id) return absl::OkStatus();
  return Refused(absl::StrFormat(
      "The log is ledger %s and its head witness belongs to ledger %s. Put the two that belong "
      "together side by side.",
      ToHex(identity.ledger_id.bytes()), ToHex(seen.ledger_id.bytes())));
}

// S3 and S5: the head that the log kept against the leaves that it holds.
absl::Status CheckHead(const Storage& storage, const LogHead& head, const Ledger& ledger) {
  if (ledger.root() != head.root) {
    return Refused(
        absl::StrFormat("The %d leaves of the log do not give the root that the log kept. Restore "
                        "it from a backup.",
                        head.position));
  }
  if (head.position == 0) return absl::OkStatus();
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         storage.Get(Space::kLeaves, U64Key(head.position)));
  const absl::StatusOr<Leaf> last = Leaf::Decode(bytes.value_or(""));
  if (last.ok() && last->recorded_at_us == head.recorded_at_us) return absl::OkStatus();
  return DamagedRow("the last leaf of the log");
}

// S4.
absl::Status CheckWitness(const LogHead& head, const Ledger& ledger, const WitnessedHead& seen) {
  if (head.generation != seen.generation) {
    return Refused(absl::StrFormat(
        "The log is of generation %d and its head witness of generation %d. Finish the restore "
        "that was begun, or put the two that belong together side by side.",
        head.generation, seen.generation));
  }
  if (head.position < seen.size) {
    return Refused(absl::StrFormat(
        "The log ends at position %d, and %d was acknowledged: events are missing. Restore the "
        "log from a newer backup; if there is none, accept the loss with a restore into a new "
        "generation.",
        head.position, seen.size));
  }
  CAIRN_ASSIGN_OR_RETURN(const Hash root, ledger.Root(seen.size));
  if (root == seen.root) return absl::OkStatus();
  return Refused(absl::StrFormat(
      "The first %d events of the log are not those that were acknowledged. Restore the log from a "
      "backup, and keep this copy for whoever examines it.",
      seen.size));
}

// S6.
absl::Status CheckGeneration(const StartedLog& started) {
  const uint32_t begun =
      started.forks.empty() ? kFirstLogGeneration : started.forks.back().generation;
  if (started.head.generation == begun) return absl::OkStatus();
  return DamagedRow(absl::StrFormat("the log is of generation %d and its last succession of %d",
                                    started.head.generation, begun));
}

absl::StatusOr<LogHead> StoredHead(const Storage& storage) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> row, storage.Get(Space::kMeta, kHeadKey));
  CAIRN_ASSIGN_OR_RETURN(const LogHead head, DecodeLogHead(row.value_or("")));
  CAIRN_ASSIGN_OR_RETURN(const uint64_t storage_head, storage.Head());
  if (storage_head == head.position) return head;
  return DamagedRow(
      absl::StrFormat("the log's head is %d and the storage's is %d", head.position, storage_head));
}

}  // namespace

absl::StatusOr<HeadWitness> OpenWitness(const std::string& path, const Storage& storage,
                                        Random& random) {
  absl::StatusOr<HeadWitness> witness = HeadWitness::Open(path);
  if (!absl::IsNotFound(witness.status())) return witness;
  CAIRN_ASSIGN_OR_RETURN(const std::optional<LogIdentity> identity, StoredIdentity(storage));
  if (!identity) {
    return HeadWitness::Create(path, {.ledger_id = random.NewId<LedgerId>(),
                                      .generation = kFirstLogGeneration,
                                      .root = EmptyRoot()});
  }
  return Refused(absl::StrFormat(
      "There is a log, and its head witness %s is not there, so nobody can tell whether "
      "acknowledged events are missing. Put the witness back; if it is lost, restore the log into "
      "a new generation.",
      path));
}

absl::StatusOr<StartedLog> StartLog(Storage& storage, Vault& vault, HeadWitness& witness,
                                    Random& random) {
  CAIRN_ASSIGN_OR_RETURN(std::optional<LogIdentity> identity, StoredIdentity(storage));
  if (!identity) {
    CAIRN_RETURN_IF_ERROR(BeginLog(storage, vault, witness, random));
    CAIRN_ASSIGN_OR_RETURN(identity, StoredIdentity(storage));
  }
  CAIRN_RETURN_IF_ERROR(CheckIdentity(*identity, witness.newest()));
  StartedLog started{.ledger_id = identity->ledger_id};
  CAIRN_ASSIGN_OR_RETURN(started.head, StoredHead(storage));
  CAIRN_ASSIGN_OR_RETURN(started.ledger, Ledger::Load(storage, started.head.position));
  CAIRN_RETURN_IF_ERROR(CheckHead(storage, started.head, *started.ledger));
  CAIRN_RETURN_IF_ERROR(CheckWitness(started.head, *started.ledger, witness.newest()));
  CAIRN_ASSIGN_OR_RETURN(started.forks, ReadForks(storage, started.head.position));
  CAIRN_RETURN_IF_ERROR(CheckGeneration(started));
  CAIRN_RETURN_IF_ERROR(witness.Write({.ledger_id = started.ledger_id,
                                       .generation = started.head.generation,
                                       .size = started.head.position,
                                       .root = started.head.root}));
  return started;
}

}  // namespace cairn
