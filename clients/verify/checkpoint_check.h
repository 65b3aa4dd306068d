// Whether a signed checkpoint is one of a log that the reader trusts: steps 2 and 3 of
// docs/ledger_format.md section 12. Not thread-safe: it remembers the notes it has checked, because
// all proofs of an export carry the same one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "clients/verify/checkpoint.h"
#include "clients/verify/note.h"
#include "clients/verify/policy.h"
#include "clients/verify/report.h"

namespace cairn::verify {

struct CheckedCheckpoint {
  std::optional<Checkpoint> checkpoint;  // as far as it can be read, also with a fault
  std::optional<Fault> fault;            // why it is not to be believed
  bool witnessed = false;                // by as many as the policy asks for

  bool IsTrusted() const { return checkpoint.has_value() && !fault; }
};

// Names the log in the report, and says first if it is a demonstration.
void DescribeLog(const Checkpoint& checkpoint, VerifyReport& report);

class CheckpointCheck {
 public:
  // Without a policy no checkpoint is to be believed.
  explicit CheckpointCheck(std::optional<Policy> policy) : policy_(std::move(policy)) {}

  // The result lives as long as this object.
  const CheckedCheckpoint& Check(std::string_view note);

 private:
  CheckedCheckpoint CheckNew(std::string_view bytes) const;
  std::optional<Fault> CheckLog(const SignedNote& note, std::string_view origin) const;
  // False if a cosignature that names a known witness does not hold.
  bool CheckWitnesses(const SignedNote& note, CheckedCheckpoint& checked) const;

  const std::optional<Policy> policy_;
  std::map<std::string, CheckedCheckpoint, std::less<>> checked_;
};

}  // namespace cairn::verify
