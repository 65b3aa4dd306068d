// The head of the tree as the text of a signed note: docs/ledger_format.md section 9.
//
//   checkpoint = origin "\n" size "\n" base64(root) "\n"
//
// Exactly three lines; extension lines are refused. Values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "clients/verify/sha256.h"

namespace cairn::verify {

struct Checkpoint {
  std::string origin;
  uint64_t size = 0;
  Hash root{};

  // kInvalidArgument for any byte the grammar does not allow.
  static absl::StatusOr<Checkpoint> Parse(std::string_view text);

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Whether the times in a log of this origin were set by a simulation: only such logs have an origin
// that begins with `demo.`, and they must.
bool IsDemonstration(std::string_view origin);

}  // namespace cairn::verify
