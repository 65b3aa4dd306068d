#include "eventstore/ledger/tlog_proof.h"

#include <optional>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/note.h"
#include "eventstore/ledger/note_text.h"

namespace cairn {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

absl::Status MalformedProof() { return absl::InvalidArgumentError("the proof file is malformed"); }
absl::Status TooLong() { return absl::InvalidArgumentError("the proof file is too long"); }

// The inclusion path up to its blank line, which is taken too.
absl::StatusOr<std::vector<Hash>> TakePath(std::string_view& rest) {
  std::vector<Hash> path;
  while (true) {
    const std::optional<std::string_view> line = TakeLine(rest);
    if (!line) return MalformedProof();
    if (line->empty()) return path;
    std::optional<Hash> hash;
    if (const auto bytes = FromBase64(*line)) hash = HashFrom(*bytes);
    if (!hash || path.size() == TlogProof::kPathMax) return MalformedProof();
    path.push_back(*hash);
  }
}

}  // namespace

absl::StatusOr<std::string> TlogProof::Encode() const {
  std::string bytes = absl::StrFormat("%s\n", kFirstLine);
  if (!extra.empty()) bytes += absl::StrFormat("%s%s\n", kExtra, ToBase64(extra));
  bytes += absl::StrFormat("%s%d\n", kIndex, index);
  for (const Hash& hash : path) bytes += absl::StrFormat("%s\n", ToBase64(HashBytes(hash)));
  bytes += "\n";
  bytes += checkpoint;
  if (bytes.size() > limits::kProofBytesMax) return TooLong();
  return bytes;
}

absl::StatusOr<TlogProof> TlogProof::Parse(std::string_view bytes) {
  if (bytes.size() > limits::kProofBytesMax) return TooLong();
  TlogProof proof;
  if (TakeLine(bytes) != kFirstLine) return MalformedProof();
  std::optional<std::string_view> line = TakeLine(bytes);
  if (line && line->starts_with(kExtra)) {
    std::optional<std::string> extra = FromBase64(line->substr(kExtra.size()));
    if (!extra || extra->empty()) return MalformedProof();
    proof.extra = *std::move(extra);
    line = TakeLine(bytes);
  }
  if (!line || !line->starts_with(kIndex)) return MalformedProof();
  const std::optional<uint64_t> index = ParseDecimal(line->substr(kIndex.size()));
  if (!index) return MalformedProof();
  proof.index = *index;
  CAIRN_ASSIGN_OR_RETURN(proof.path, TakePath(bytes));
  CAIRN_RETURN_IF_ERROR(ParseNote(bytes).status());
  proof.checkpoint = std::string(bytes);
  return proof;
}

}  // namespace cairn
