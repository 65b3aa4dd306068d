#include "clients/verify/proof_file.h"

#include <optional>
#include <utility>

#include "clients/verify/status_macros.h"
#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kPathMax = 63;
constexpr std::string_view kHead = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

absl::StatusOr<std::string> ParseExtra(std::string_view line) {
  std::optional<std::string> extra = DecodeBase64(line.substr(kExtra.size()));
  if (!extra || extra->empty()) {
    return absl::InvalidArgumentError("the extra line is empty or no canonical base64");
  }
  return *std::move(extra);
}

// The lines up to the blank one, which is taken too.
absl::StatusOr<std::vector<Hash>> ParsePath(std::string_view& rest) {
  std::vector<Hash> path;
  while (true) {
    const std::optional<std::string_view> line = TakeLine(rest);
    if (!line) return absl::InvalidArgumentError("the proof has no checkpoint");
    if (line->empty()) return path;
    const std::optional<Hash> hash = HashFromBase64(*line);
    if (!hash) return absl::InvalidArgumentError("a line of the inclusion path is no hash");
    if (path.size() == kPathMax) {
      return absl::InvalidArgumentError("the inclusion path has more than 63 hashes");
    }
    path.push_back(*hash);
  }
}

}  // namespace

absl::StatusOr<ProofFile> ProofFile::Parse(std::string_view bytes) {
  if (bytes.size() > kProofBytesMax) {
    return absl::InvalidArgumentError("the proof is larger than 4 MiB");
  }
  if (TakeLine(bytes) != kHead) {
    return absl::InvalidArgumentError("the first line is not that of a proof file");
  }
  ProofFile proof;
  std::optional<std::string_view> line = TakeLine(bytes);
  if (line && line->starts_with(kExtra)) {
    VERIFY_ASSIGN_OR_RETURN(proof.extra, ParseExtra(*line));
    line = TakeLine(bytes);
  }
  if (!line || !line->starts_with(kIndex)) {
    return absl::InvalidArgumentError("the proof has no index line");
  }
  const std::optional<uint64_t> index = ParseDecimal(line->substr(kIndex.size()));
  if (!index) return absl::InvalidArgumentError("the index is no decimal number");
  proof.index = *index;
  VERIFY_ASSIGN_OR_RETURN(proof.path, ParsePath(bytes));
  proof.checkpoint = bytes;
  return proof;
}

}  // namespace cairn::verify
