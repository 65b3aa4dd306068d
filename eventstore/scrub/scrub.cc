#include "eventstore/scrub/scrub.h"

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "eventstore/base/random.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/keys/record_keys.h"
#include "eventstore/log_rows.h"
#include "eventstore/scrub/index_scrub.h"
#include "eventstore/scrub/record_scrub.h"
#include "eventstore/scrub/scrub_run.h"
#include "eventstore/scrub/tree_scrub.h"

namespace cairn {
namespace {

// A record's events follow one another, so few keys are needed at once.
constexpr size_t kKeysCached = 16;

class Scrubber {
 public:
  Scrubber(const Storage& storage, Vault& vault, const ScrubOptions& options,
           const ScrubCursor& begin)
      : run_(storage, options, begin),
        keys_(storage, vault, begin.ledger_id, random_, kKeysCached),
        tree_(run_),
        records_(run_, keys_, vault),
        indexes_(run_, keys_, vault) {}

  absl::StatusOr<ScrubReport> Run() {
    ScrubCursor& cursor = run_.cursor();
    while (cursor.part != ScrubPart::kDone) {
      CAIRN_ASSIGN_OR_RETURN(const bool whole, RunPart(cursor.part));
      if (!whole) break;
    }
    return run_.TakeReport();
  }

 private:
  absl::StatusOr<bool> RunPart(ScrubPart part) {
    switch (part) {
      case ScrubPart::kFiles:
        return Files();
      case ScrubPart::kLeaves:
        return tree_.Leaves();
      case ScrubPart::kTiles:
        return tree_.Tiles();
      case ScrubPart::kRecords:
        return records_.Records();
      case ScrubPart::kHeads:
        return records_.Heads();
      case ScrubPart::kRequests:
        return indexes_.Requests();
      case ScrubPart::kClaims:
        return indexes_.Claims();
      case ScrubPart::kKeys:
        return indexes_.Keys();
      case ScrubPart::kEntryKeys:
        return indexes_.EntryKeys();
      case ScrubPart::kGovernance:
        return indexes_.Governance();
      case ScrubPart::kDone:
        return true;
    }
    CAIRN_CHECK_UNREACHABLE();
  }

  absl::StatusOr<bool> Files() {
    bool stopped = false;
    CAIRN_RETURN_IF_ERROR(run_.storage().VerifyMedium(
        {.after = run_.cursor().key,
         .passed = [&](std::string_view file) { run_.cursor().key = std::string(file); },
         .read =
             [&](uint64_t bytes) {
               stopped = !run_.Pace(bytes);
               return !stopped;
             },
         .damaged =
             [&](std::string_view file, std::string_view sentence) {
               run_.Report(std::nullopt, absl::StrFormat("file %s", file), std::string(sentence));
             }}));
    if (!stopped) run_.EndPart(0);
    return !stopped;
  }

  SystemRandom random_;  // RecordKeys draws none here
  ScrubRun run_;
  RecordKeys keys_;
  TreeScrub tree_;
  RecordScrub records_;
  IndexScrub indexes_;
};

absl::StatusOr<ScrubCursor> Begin(const ScrubTarget& target, const std::string& encoded) {
  if (encoded.empty()) {
    return ScrubCursor{
        .ledger_id = target.ledger_id, .size = target.head.position, .root = target.head.root};
  }
  CAIRN_ASSIGN_OR_RETURN(ScrubCursor cursor, ScrubCursor::Decode(encoded));
  if (cursor.ledger_id == target.ledger_id && cursor.size <= target.head.position) return cursor;
  return absl::InvalidArgumentError(
      "This cursor is of a scrub of another log, or of this one before it was restored. Begin a "
      "new scrub.");
}

}  // namespace

absl::StatusOr<ScrubReport> Scrub(const ScrubTarget& target, const Storage& storage, Vault& vault,
                                  const ScrubOptions& options) {
  CAIRN_ASSIGN_OR_RETURN(const ScrubCursor begin, Begin(target, options.cursor));
  return Scrubber(storage, vault, options, begin).Run();
}

absl::StatusOr<ScrubReport> Scrub(const EventLog& log, const Storage& storage, Vault& vault,
                                  const ScrubOptions& options) {
  return Scrub(ScrubTarget{.ledger_id = log.ledger_id(), .head = log.Head()}, storage, vault,
               options);
}

}  // namespace cairn
