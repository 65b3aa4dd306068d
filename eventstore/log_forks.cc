#include "eventstore/log_forks.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"

#include "eventstore/base/encoding.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/ledger/leaf.h"
#include "eventstore/log_rows.h"

namespace cairn {
namespace {

// Nothing if the leaf at this place is no succession.
absl::StatusOr<std::optional<LogFork>> ForkAt(const Storage& storage, Position position,
                                              const std::string& content) {
  CAIRN_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         storage.Get(Space::kLeaves, U64Key(position)));
  const absl::StatusOr<Leaf> leaf = Leaf::Decode(bytes.value_or(""));
  if (!leaf.ok() || Sha256({content}) != leaf->content_hash) {
    return DamagedRow(absl::StrFormat("the control leaf at position %d", position));
  }
  if (leaf->kind != LeafKind::kSuccession) return std::optional<LogFork>();
  const absl::StatusOr<SuccessionBody> body = SuccessionBody::Decode(content);
  if (!body.ok()) return DamagedRow(absl::StrFormat("the succession at position %d", position));
  return std::optional<LogFork>(
      LogFork{.generation = body->generation, .fork = position - 1, .body = *body});
}

}  // namespace

absl::StatusOr<std::vector<LogFork>> ReadForks(const Storage& storage, Position head) {
  std::vector<std::pair<Position, std::string>> contents;
  absl::Status malformed;
  CAIRN_RETURN_IF_ERROR(
      storage.Scan(Space::kEnvelopes, PrefixRange(RecordId().bytes()),
                   [&](std::string_view /*key*/, std::string_view value) {
                     const absl::StatusOr<EnvelopeRow> row = DecodeEnvelopeRow(value);
                     malformed = row.status();
                     if (row.ok()) contents.emplace_back(row->position, std::string(row->content));
                     return row.ok();
                   }));
  CAIRN_RETURN_IF_ERROR(malformed);
  std::vector<LogFork> forks;
  for (const auto& [position, content] : contents) {
    if (position > head) continue;
    CAIRN_ASSIGN_OR_RETURN(const std::optional<LogFork> fork, ForkAt(storage, position, content));
    if (!fork) continue;
    const uint32_t before = forks.empty() ? kFirstLogGeneration : forks.back().generation;
    if (fork->generation <= before) return DamagedRow("the successions of the log");
    forks.push_back(*fork);
  }
  return forks;
}

Position LastShared(const std::vector<LogFork>& forks, uint32_t generation) {
  const bool known = generation == kFirstLogGeneration ||
                     std::any_of(forks.begin(), forks.end(),
                                 [&](const auto& f) { return f.generation == generation; });
  if (!known) return 0;
  Position last = std::numeric_limits<Position>::max();
  for (const LogFork& fork : forks) {
    if (fork.generation > generation) last = std::min(last, fork.fork);
  }
  return last;
}

}  // namespace cairn
