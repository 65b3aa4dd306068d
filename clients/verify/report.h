// What a verification found. Values; the names of verdicts and reasons are stable, programs may
// compare them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

#include "clients/verify/entry_label.h"
#include "clients/verify/leaf.h"

namespace cairn::verify {

enum class Verdict {
  kGreen,  // proved
  kAmber,  // proved, with something that must be said
  kRed,    // refused
};

// Classes of findings, each with one verdict. Of several with one verdict a report is named after
// the one that stands first here: docs/ledger_format.md section 12.
enum class Reason {
  // Red.
  kTwoRoots,      // the log signed two histories
  kChain,         // events of a record that contradict each other
  kInclusion,     // the leaf is not in the tree of the checkpoint
  kFields,        // what is shown is not what the leaf commits to
  kSignature,     // a trusted key did not sign this
  kOtherKey,      // another log, or another key, than the trusted one
  kMalformed,     // bytes that the format does not allow
  kFileChanged,   // not the file whose sum is listed
  kFileUnlisted,  // there, and not listed
  kFileMissing,   // listed or needed, and not there
  kUnreadable,    // a file that cannot be read, or is too large
  // Amber.
  kDemonstration,      // the log's times were simulated
  kContentMissing,     // an event without content, and no removal that explains it
  kCheckpointsDiffer,  // nothing shows that two checkpoints are of one history
  kPartial,            // events are missing, or nothing says that none is
  kKeyCameAlong,       // the key was in the folder, and from nowhere else
  kNotWitnessed,       // fewer cosignatures than the policy asks for
  kNotProved,          // a file beside the proofs that no proof speaks about
  // Only said; everything stays proved.
  kRemoved,  // content was lawfully removed
  kProved,   // of a report without findings
};

Verdict VerdictOf(Reason reason);
// `GREEN`, `AMBER`, `RED`.
std::string_view NameOf(Verdict verdict);
// `key_came_along` and so on.
std::string_view NameOf(Reason reason);

// Why something is refused.
struct Fault {
  Reason reason = Reason::kMalformed;
  std::string sentence;
};
// Of bytes that could not be read: kMalformed, with what `status` says.
Fault Malformed(const absl::Status& status);

// One thing that a reader must know. All texts are fit for a terminal.
struct Finding {
  Reason reason = Reason::kMalformed;
  std::string file;      // relative to the folder; empty: the folder as a whole
  uint64_t version = 0;  // of the event it is about; 0: of none
  std::string label;     // `ConcernRaised A04`, when the file still shows it
  std::string sentence;

  // `events/00007.tlog-proof: version 7 (ConcernRaised A04): the fields do not match the leaf`.
  std::string Line() const;
};

// How the content of an event came to be gone: what a later leaf of the record says.
struct Removal {
  uint64_t version = 0;  // of that leaf
  int64_t recorded_at_us = 0;
  uint16_t authority = 0;
};

// An event whose proof holds.
struct ProvedEvent {
  uint64_t version = 0;
  uint64_t position = 0;  // in the log, from 1
  int64_t recorded_at_us = 0;
  LeafKind leaf_kind = LeafKind::kEvent;
  EntryLabel label;
  std::optional<Removal> removal;
};

struct VerifyReport {
  Verdict verdict = Verdict::kGreen;
  Reason reason = Reason::kProved;  // of the findings with that verdict, the first in section 12
  std::vector<Finding> findings;    // a demonstration first; then red before amber before the rest
  std::vector<ProvedEvent> events;  // by version
  size_t proofs = 0;                // proof files that there are
  size_t damaged = 0;               // of these, with a fault of their own
  bool complete = false;            // no event up to the last one is missing, and the log says so
  bool demonstration = false;
  // Of the checkpoint; empty or 0 when there is none to read.
  std::string origin;
  uint64_t tree_size = 0;
  std::string root;    // hexadecimal
  std::string record;  // hexadecimal; empty when nothing is proved
  std::string vkey;    // the key that was trusted; empty when there was none

  // Adds a finding and lets the verdict follow.
  void Add(Finding finding);
  // Puts the findings into their order and settles verdict and reason.
  void Finish();
};

// For people: verdict, findings, and the events that are proved.
std::string TextOf(const VerifyReport& report);
// For programs: one JSON object, without a line break.
std::string JsonOf(const VerifyReport& report);

}  // namespace cairn::verify
