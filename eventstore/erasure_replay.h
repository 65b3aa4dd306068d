// Erasures that the vault knows and the log does not: those that a crash cut short between note and
// batch, and those that a restored older copy of the log has never heard of. EventLog::Open carries
// them out before anybody can read, so nobody else needs to.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"

#include "eventstore/keys/vault.h"

namespace cairn {

class EventLog;

// A note does not say which claims a removal releases by name: they stay held until the record
// releases them some other way. The erasure of a record finds all that it holds.
//
// Appends the kind-2 leaf of every erasure that `vault` has noted for this log and that the log
// lacks, under the request id that first asked for it. A note of a record or event that this copy
// of the log never had is passed over. Returns how many were carried out; doing so again does
// nothing. Errors are those of EventLog::Append and Read; what was carried out before them stays.
absl::StatusOr<size_t> ReplayErasures(EventLog& log, const Vault& vault);

}  // namespace cairn
