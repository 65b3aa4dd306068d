// C2SP checkpoints (c2sp.org/tlog-checkpoint): the head of the tree as the text of a signed note.
//
//   checkpoint = origin "\n" size "\n" base64(root) "\n"
//
// Exactly three lines: extension lines are not auditable and are refused. The origin names the log
// and its generation, and is also the name of the log's key. Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"

namespace cairn {

struct Checkpoint {
  std::string origin;
  uint64_t size = 0;
  Hash root{};

  // The note text. origin must be non-empty, without control characters.
  std::string Encode() const;
  // kInvalidArgument unless `text` is exactly what Encode would write.
  static absl::StatusOr<Checkpoint> Parse(std::string_view text);

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

}  // namespace cairn
