#include "clients/verify/checkpoint_check.h"

#include <vector>

#include "clients/verify/strict_text.h"

namespace cairn::verify {
namespace {

constexpr size_t kOriginWidthMax = 200;

enum class Signing { kNone, kGood, kBad };

// Every line that names the key must hold: a good signature beside a bad one redeems nothing.
Signing SigningOf(const SignedNote& note, const VerifierKey& key) {
  Signing signing = Signing::kNone;
  for (const SignatureLine& line : note.signatures) {
    if (!line.Names(key)) continue;
    if (!note.IsSignedBy(key, line)) return Signing::kBad;
    signing = Signing::kGood;
  }
  return signing;
}

}  // namespace

void DescribeLog(const Checkpoint& checkpoint, VerifyReport& report) {
  report.origin = Printable(checkpoint.origin, kOriginWidthMax);
  report.tree_size = checkpoint.size;
  report.root = EncodeHex(BytesOf(checkpoint.root));
  report.demonstration = IsDemonstration(checkpoint.origin);
  if (!report.demonstration) return;
  report.Add({.reason = Reason::kDemonstration,
              .sentence =
                  "a demonstration: the times in this log were set by a simulation and prove "
                  "nothing about when anything was recorded"});
}

const CheckedCheckpoint& CheckpointCheck::Check(std::string_view note) {
  const auto known = checked_.find(note);
  if (known != checked_.end()) return known->second;
  return checked_.emplace(note, CheckNew(note)).first->second;
}

CheckedCheckpoint CheckpointCheck::CheckNew(std::string_view bytes) const {
  CheckedCheckpoint checked;
  const absl::StatusOr<SignedNote> note = SignedNote::Parse(bytes);
  if (!note.ok()) {
    checked.fault = Malformed(note.status());
    return checked;
  }
  absl::StatusOr<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  if (!checkpoint.ok()) {
    checked.fault = Malformed(checkpoint.status());
    return checked;
  }
  checked.checkpoint = *std::move(checkpoint);
  checked.fault = CheckLog(*note, checked.checkpoint->origin);
  if (!checked.fault && !CheckWitnesses(*note, checked)) {
    checked.fault =
        Fault{Reason::kSignature, "a witness's signature on the checkpoint is not good"};
  }
  return checked;
}

std::optional<Fault> CheckpointCheck::CheckLog(const SignedNote& note,
                                               std::string_view origin) const {
  if (!policy_) return Fault{Reason::kOtherKey, "there is no key to check the checkpoint with"};
  bool known = false;
  bool is_signed = false;
  for (const VerifierKey& log : policy_->logs()) {
    const Signing signing = SigningOf(note, log);
    if (signing == Signing::kBad) {
      return Fault{Reason::kSignature, "the log's signature on the checkpoint is not good"};
    }
    if (log.name != origin) continue;
    known = true;
    is_signed = is_signed || signing == Signing::kGood;
  }
  if (!known) return Fault{Reason::kOtherKey, "the checkpoint is of another log than the key"};
  if (!is_signed) {
    return Fault{Reason::kSignature, "the checkpoint is not signed with the log's key"};
  }
  return std::nullopt;
}

bool CheckpointCheck::CheckWitnesses(const SignedNote& note, CheckedCheckpoint& checked) const {
  std::vector<VerifierKey> cosigned;
  for (const VerifierKey& witness : policy_->witnesses()) {
    const Signing signing = SigningOf(note, witness);
    if (signing == Signing::kBad) return false;
    if (signing == Signing::kGood) cosigned.push_back(witness);
  }
  checked.witnessed = policy_->IsQuorum(cosigned);
  return true;
}

}  // namespace cairn::verify
