// Drafter: what a request would add, decided on the records as they are now: which records it
// means, who may write there, what the rules say, and what is known already. Writes nothing;
// whoever loses to another writer drafts again. Thread-safe.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/append_request.h"
#include "eventstore/base/random.h"
#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/recording/draft.h"
#include "services/records/record_cache.h"

namespace cairn {

struct RequestDraft {
  std::vector<RecordDraft> records;  // one for each of the request, in its order
  // What the log is to be asked; without records if everything is known. Names no request.
  AppendRequest append;
};

class Drafter {
 public:
  // All must outlive the drafter.
  Drafter(EventLog& log, RecordCache& records, const Guard& guard, Random& random)
      : log_(log), records_(records), guard_(guard), random_(random) {}

  // `request` has a sound frame (append_shape.h).
  //   VERSION_CONFLICT  every record that is not at the version its writer decided on
  //   INVALID_REQUEST   every fault of every entry
  //   SOURCE_CHANGED    an entry was recorded before with other content
  //   CLAIM_TAKEN       an import begins a record that is there with fewer entries
  //   and the refusals of Guard::AuthoriseAppend
  // Fills in what `stated` leaves open: who is signed in, and the record of their setting.
  absl::StatusOr<RequestDraft> Draft(const Caller& caller, const v1::AppendEntriesRequest& request,
                                     const Facts& stated);

 private:
  absl::StatusOr<RecordId> IdOfNew(const Caller& caller, const v1::RecordEntries& entries);
  absl::StatusOr<RecordPtr> FindTarget(const Caller& caller, const v1::RecordEntries& entries);
  absl::StatusOr<RecordDraft> DraftRecord(const Caller& caller, const v1::RecordEntries& entries,
                                          const Facts& facts);
  absl::Status TakeFreeName(const Caller& caller, RecordDraft& draft, RecordAppend& append);

  EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
  Random& random_;
};

}  // namespace cairn
