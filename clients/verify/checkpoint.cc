#include "clients/verify/checkpoint.h"

#include <optional>

#include "clients/verify/strict_text.h"

namespace cairn::verify {

absl::StatusOr<Checkpoint> Checkpoint::Parse(std::string_view text) {
  const std::optional<std::string_view> origin = TakeLine(text);
  const std::optional<std::string_view> size = TakeLine(text);
  const std::optional<std::string_view> root = TakeLine(text);
  if (!root || !text.empty()) {
    return absl::InvalidArgumentError("a checkpoint has exactly three lines");
  }
  if (!IsKeyName(*origin)) {
    return absl::InvalidArgumentError("the checkpoint's origin is no name of a key");
  }
  const std::optional<uint64_t> number = ParseDecimal(*size);
  if (!number) return absl::InvalidArgumentError("the checkpoint's size is no decimal number");
  const std::optional<Hash> hash = HashFromBase64(*root);
  if (!hash) return absl::InvalidArgumentError("the checkpoint's root is no hash");
  return Checkpoint{.origin = std::string(*origin), .size = *number, .root = *hash};
}

bool IsDemonstration(std::string_view origin) { return origin.starts_with("demo."); }

}  // namespace cairn::verify
