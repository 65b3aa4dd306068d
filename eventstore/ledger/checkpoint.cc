#include "eventstore/ledger/checkpoint.h"

#include <optional>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/encoding.h"
#include "eventstore/ledger/note_text.h"

namespace cairn {
namespace {

// A line of its own in a note.
bool IsOrigin(std::string_view text) {
  return !text.empty() && IsNoteText(text) && text.find('\n') == text.npos;
}

}  // namespace

std::string Checkpoint::Encode() const {
  CAIRN_CHECK(IsOrigin(origin));
  return absl::StrFormat("%s\n%d\n%s\n", origin, size, ToBase64(HashBytes(root)));
}

absl::StatusOr<Checkpoint> Checkpoint::Parse(std::string_view text) {
  const std::optional<std::string_view> origin = TakeLine(text);
  const std::optional<std::string_view> size_line = TakeLine(text);
  const std::optional<std::string_view> root_line = TakeLine(text);
  if (!origin || !size_line || !root_line || !text.empty()) {
    return absl::InvalidArgumentError("a checkpoint has exactly three lines");
  }
  if (!IsOrigin(*origin)) {
    return absl::InvalidArgumentError("the origin of the checkpoint is malformed");
  }
  const std::optional<uint64_t> size = ParseDecimal(*size_line);
  if (!size) return absl::InvalidArgumentError("the size of the checkpoint is malformed");
  std::optional<Hash> root;
  if (const auto bytes = FromBase64(*root_line)) root = HashFrom(*bytes);
  if (!root) return absl::InvalidArgumentError("the root of the checkpoint is malformed");
  return Checkpoint{.origin = std::string(*origin), .size = *size, .root = *root};
}

}  // namespace cairn
