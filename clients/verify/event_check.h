// One proof file: steps 1 to 5 of docs/ledger_format.md section 12. Pure but for the notes that the
// checkpoint check remembers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "clients/verify/checkpoint_check.h"
#include "clients/verify/entry_label.h"
#include "clients/verify/leaf.h"
#include "clients/verify/report.h"
#include "clients/verify/sha256.h"

namespace cairn::verify {

// A proof and what became of it. What was read before a fault stays, so that the damaged event can
// be named; only a proved one may be built upon.
struct CheckedEvent {
  std::string file;
  uint64_t version = 0;        // by the name of the file, or else by the leaf
  std::optional<Fault> fault;  // of this file; that of a checkpoint all share is not repeated here
  bool proved = false;
  Leaf leaf;
  Hash leaf_hash{};
  uint64_t index = 0;
  bool leaf_alone = false;  // an event of which nothing is shown
  EntryLabel label;
  std::optional<Erasure> erasure;
  const CheckedCheckpoint* checkpoint = nullptr;  // belongs to the checkpoint check

  Finding FindingOf(const Fault& about) const;
};

// Checks the proof in `bytes`. `version` is what the file's name says, if it says one;
// `shared_note` the checkpoint that all proofs are expected to carry, whose faults are reported
// elsewhere.
CheckedEvent CheckEvent(std::string file, std::optional<uint64_t> version, std::string_view bytes,
                        const std::optional<std::string>& shared_note, const KindNames& kinds,
                        CheckpointCheck& checkpoints);

// Adds a proved event to the report; `removal` says how its content came to be gone, if it is.
void AddProved(const CheckedEvent& event, std::optional<Removal> removal, VerifyReport& report);

}  // namespace cairn::verify
