// C2SP proof files (c2sp.org/tlog-proof): everything needed to check offline that an entry is in
// the log.
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

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

#include "eventstore/ledger/hash.h"

namespace cairn {

struct TlogProof {
  static constexpr size_t kPathMax = 63;

  std::string extra;  // Cairn puts a disclosure here; empty means that there is no such line
  uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;

  // The file. kInvalidArgument if Parse would refuse it for its size.
  absl::StatusOr<std::string> Encode() const;
  // Strict: kInvalidArgument unless `bytes` is exactly what Encode would write, at most
  // limits::kProofBytesMax long and ending in a well-formed note. Verifies nothing.
  static absl::StatusOr<TlogProof> Parse(std::string_view bytes);
};

}  // namespace cairn
