#include "services/api/page_token.h"

#include <optional>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/ledger/hash.h"

namespace cairn {
namespace {

constexpr uint8_t kFormat = 1;
constexpr size_t kBindingBytes = 16;

std::string BindingOf(std::string_view query) {
  return std::string(HashBytes(Sha256({"cairn/page", query})).substr(0, kBindingBytes));
}

}  // namespace

std::string EncodePageToken(uint64_t next, std::string_view query) {
  std::string bytes;
  AppendU8(bytes, kFormat);
  AppendU64(bytes, next);
  return ToBase64(bytes + BindingOf(query));
}

absl::StatusOr<uint64_t> DecodePageToken(std::string_view token, std::string_view query) {
  if (token.empty()) return uint64_t{0};
  const std::optional<std::string> bytes = FromBase64(token);
  ByteReader reader(bytes ? *bytes : std::string_view());
  const uint8_t format = reader.U8();
  const uint64_t next = reader.U64();
  if (!reader.ok() || format != kFormat || reader.rest() != BindingOf(query)) {
    return Refusal(v1::ERROR_REASON_PAGE_TOKEN_INVALID,
                   "The page token does not belong to this query. Ask for the first page again.");
  }
  return next;
}

absl::StatusOr<int> PageSize(int asked) {
  if (asked == 0) return limits::kPageSizeDefault;
  if (asked < 0 || asked > limits::kPageSizeMax) {
    return InvalidRequest(
        {ShapeFault("page_size", "OUT_OF_RANGE",
                    absl::StrFormat("Ask for 1 to %d items a page, or 0 for %d.",
                                    limits::kPageSizeMax, limits::kPageSizeDefault))});
  }
  return asked;
}

}  // namespace cairn
