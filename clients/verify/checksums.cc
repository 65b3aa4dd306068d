#include "clients/verify/checksums.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_format.h"

#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kChecksumDigits = 64;
constexpr std::string_view kGap = "  ";
constexpr std::string_view kSelf = "SHA256SUMS";  // cannot hold its own hash

bool IsPart(std::string_view part) { return !part.empty() && part != "." && part != ".."; }

bool IsRelativePath(std::string_view path) {
  const bool controls = std::any_of(path.begin(), path.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f || byte == '\\';
  });
  if (controls || path == kSelf || !IsUtf8(path)) return false;
  while (true) {
    const size_t slash = path.find('/');
    if (!IsPart(path.substr(0, slash))) return false;
    if (slash == path.npos) return true;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

absl::StatusOr<Checksums> ParseChecksums(std::string_view text) {
  Checksums sums;
  for (int number = 1; !text.empty(); ++number) {
    const std::optional<std::string_view> line = TakeLine(text);
    const std::optional<std::string> bytes =
        line ? DecodeHex(line->substr(0, kChecksumDigits)) : std::nullopt;
    const std::optional<Hash> hash = bytes ? HashFrom(*bytes) : std::nullopt;
    if (!hash || !line->substr(kChecksumDigits).starts_with(kGap) ||
        !IsRelativePath(line->substr(kChecksumDigits + kGap.size()))) {
      return absl::InvalidArgumentError(
          absl::StrFormat("line %d is not a hash, two spaces and a path", number));
    }
    if (!sums.emplace(line->substr(kChecksumDigits + kGap.size()), *hash).second) {
      return absl::InvalidArgumentError(
          absl::StrFormat("line %d lists a file for the second time", number));
    }
  }
  if (sums.empty()) return absl::InvalidArgumentError("no file is listed");
  return sums;
}

}  // namespace cairn::verify
