// The parts of a scrub that look at what points into the log: requests, claims, keys and
// governance. One thread.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/keys/record_keys.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"
#include "eventstore/scrub/scrub_run.h"

namespace cairn {

class IndexScrub {
 public:
  IndexScrub(ScrubRun& run, RecordKeys& keys, Vault& vault)
      : run_(run), keys_(keys), vault_(vault) {}

  // Each goes on from the run's cursor. False: the run was stopped, and the cursor says where.
  absl::StatusOr<bool> Requests();
  absl::StatusOr<bool> Claims();
  absl::StatusOr<bool> Keys();
  absl::StatusOr<bool> EntryKeys();
  absl::StatusOr<bool> Governance();

 private:
  using RowCheck = std::function<absl::Status(std::string_view key, std::string_view value)>;

  absl::StatusOr<bool> EachRow(Space space, const RowCheck& check);
  absl::Status CheckRequest(std::string_view key, std::string_view value);
  // The events that the row of a request says were there before.
  absl::Status CheckKnown(std::string_view key, const WrittenRequest& written);
  absl::Status CheckClaim(std::string_view key, std::string_view value);
  absl::Status CheckKey(std::string_view key, std::string_view value);
  absl::Status CheckEntryKeys(std::string_view key, std::string_view value);
  absl::Status CheckGovernance(std::string_view key, std::string_view value);
  // The leaf at `position`; nothing if it cannot be read.
  std::optional<Leaf> LeafAt(Position position) const;
  absl::StatusOr<bool> IsThere(Space space, std::string_view key) const;

  ScrubRun& run_;
  RecordKeys& keys_;
  Vault& vault_;
};

}  // namespace cairn
