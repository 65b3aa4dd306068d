// SHA256SUMS, as sha256sum writes it in text mode:
//
//   sums = 1*( hex(sha256)[64] "  " path "\n" )
//
// Lower case; paths are relative with `/`, without empty, `.` or `..` parts, each stands there
// once, and SHA256SUMS itself does not. Values.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

#include "clients/verify/sha256.h"

namespace cairn::verify {

// Hash by path.
using Checksums = std::map<std::string, Hash, std::less<>>;

// kInvalidArgument for any byte the grammar does not allow.
absl::StatusOr<Checksums> ParseChecksums(std::string_view text);

}  // namespace cairn::verify
