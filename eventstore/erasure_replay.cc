#include "eventstore/erasure_replay.h"

#include <optional>
#include <vector>

#include "eventstore/base/errors.h"
#include "eventstore/base/limits.h"
#include "eventstore/base/status_macros.h"
#include "eventstore/event_log.h"

namespace cairn {
namespace {

// Whether it was this call that carried out `note`.
absl::StatusOr<bool> CarryOut(EventLog& log, const ErasureNote& note) {
  const RequestKey request = {note.caller, note.request};
  CAIRN_ASSIGN_OR_RETURN(const std::optional<RequestOutcome> done, log.Find(request));
  if (done) return false;
  absl::Status status;
  for (int attempt = 0; attempt < limits::kAppendAttemptsMax; ++attempt) {
    CAIRN_ASSIGN_OR_RETURN(const RecordHead head, log.HeadOf(note.body.record));
    if (head.version == 0 || head.state == RecordState::kErased) return false;
    AppendRequest append{.request = request};
    append.records.push_back(
        {.record = note.body.record, .expected = head.version, .control = note.body});
    status = log.AppendAndWait(append).status();
    if (ReasonOf(status) != v1::ERROR_REASON_VERSION_CONFLICT) break;
  }
  switch (ReasonOf(status)) {
    case v1::ERROR_REASON_EVENT_NOT_FOUND:  // this copy never had it, or it went another way
    case v1::ERROR_REASON_RECORD_ERASED:    // the whole record goes, by a later note
      return false;
    default:
      CAIRN_RETURN_IF_ERROR(status);
  }
  return true;
}

}  // namespace

absl::StatusOr<size_t> ReplayErasures(EventLog& log, const Vault& vault) {
  CAIRN_ASSIGN_OR_RETURN(const std::vector<ErasureNote> notes, vault.Erasures());
  size_t carried_out = 0;
  for (const ErasureNote& note : notes) {
    if (note.ledger_id != log.ledger_id()) continue;
    CAIRN_ASSIGN_OR_RETURN(const bool did, CarryOut(log, note));
    carried_out += did ? 1 : 0;
  }
  return carried_out;
}

}  // namespace cairn
