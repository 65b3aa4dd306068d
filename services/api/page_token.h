// Page tokens: opaque to clients, bound to the query they continue.
//
//   token := base64(u8 format=1 ‖ u64 next ‖ H("cairn/page" ‖ query)[16])
//
// `query` is the request without its page fields, so that a token sent with another query is
// refused instead of answering something else. A token holds nothing secret and is not signed.
// Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace cairn {

std::string EncodePageToken(uint64_t next, std::string_view query);

// Where to go on: 0 for an empty token. PAGE_TOKEN_INVALID for anything that EncodePageToken did
// not make for this query.
absl::StatusOr<uint64_t> DecodePageToken(std::string_view token, std::string_view query);

// The number of items of a page: `asked` within 1..1000, 100 for 0; INVALID_REQUEST otherwise.
absl::StatusOr<int> PageSize(int asked);

}  // namespace cairn
