// Proof files (c2sp.org/tlog-proof): docs/ledger_format.md section 10.
//
//   proof = "c2sp.org/tlog-proof@v1\n"
//           [ "extra " base64(extra) "\n" ]
//           "index " index "\n"
//           *63( base64(hash) "\n" )            inclusion path, the leaf's sibling first
//           "\n"
//           checkpoint                          a signed note, verbatim
//
// Values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "clients/verify/sha256.h"

namespace cairn::verify {

// The largest proof there can be; a longer file is refused unread.
inline constexpr size_t kProofBytesMax = size_t{4} << 20;

struct ProofFile {
  std::string extra;  // empty: there is no such line
  uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;  // not parsed yet

  // kInvalidArgument for any byte the grammar does not allow.
  static absl::StatusOr<ProofFile> Parse(std::string_view bytes);
};

}  // namespace cairn::verify
