// The parts of a scrub that look at records: their contents, in record order, and their heads. One
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/keys/vault.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"
#include "eventstore/scrub/scrub_run.h"

namespace cairn {

class RecordScrub {
 public:
  // `keys` are not those that the log serves from: a key that the log has in memory may be gone
  // from the disk.
  RecordScrub(ScrubRun& run, RecordKeys& keys, const Vault& vault)
      : run_(run), keys_(keys), vault_(vault) {}

  // Each goes on from the run's cursor. False: the run was stopped, and the cursor says where.
  absl::StatusOr<bool> Records();
  absl::StatusOr<bool> Heads();

 private:
  // Where an envelope row says it belongs.
  struct Place {
    RecordId record;
    Version version = 0;
    Position position = 0;
    std::string_view content;
  };

  std::optional<Place> PlaceOf(std::string_view key, std::string_view value);
  absl::Status CheckPlaces(const std::vector<Place>& places);
  absl::Status CheckContent(const Place& place, const Leaf& leaf);
  absl::Status CheckEnvelope(const Place& place, const Leaf& leaf);
  absl::Status CheckRemoved(const Place& place, const Leaf& leaf, Position erased_by);
  absl::Status CheckIndexed(const Place& place, const Leaf& leaf);
  void ReportContent(const Place& place, std::string_view sentence);
  // `leaf` is nothing if it cannot be read.
  absl::Status Follow(const Place& place, const std::optional<Leaf>& leaf);
  absl::Status EndRecord();
  void CheckEventsAreAllThere();
  absl::Status CheckHead(const RecordId& record, const RecordHead& head);
  absl::Status CheckKeyOf(const RecordId& record, const RecordHead& head);
  absl::StatusOr<std::optional<Leaf>> LeafAt(Position position);
  // Whether an event without keys has lost them rightly: by an erasure that was carried out, or is
  // being carried out.
  absl::StatusOr<bool> KeysWereTaken(const Place& place);

  ScrubRun& run_;
  RecordKeys& keys_;
  const Vault& vault_;
  RecordId record_;                // that the scrub is in the middle of
  Version version_ = 0;            // of its last leaf so far; 0: none
  std::optional<Hash> leaf_hash_;  // of that leaf; nothing if it cannot be read
};

}  // namespace cairn
