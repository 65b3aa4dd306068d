// Answers for requests that were carried out before: the receipts are made again from the log. The
// row of the request says where every entry of it stands, also those for which nothing was written;
// so the receipts are the first ones whatever has become of the record since. Rows of the first
// logs hold what was written alone: the rest is then found by its source.
//
// A repeat is held to be the same request if it has as many entries, for the same records, and what
// is left of the contents is what it says. Of a content that is gone nothing is kept by which a
// guess at it could be told from the truth, so there the request id alone answers for it.
//
// Safe to call from any thread.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/append_request.h"
#include "services/records/record_cache.h"

namespace cairn {

// The refusal of a request id that GetAppendOutcome has fenced.
absl::Status RequestFenced();

// The refusal of a request id that did something else.
absl::Status RequestIdReused();

// The first receipts of `request`, which did `outcome`. REQUEST_ID_REUSED when what was recorded is
// not what the request holds; REQUEST_FENCED when it may not land.
absl::StatusOr<v1::AppendEntriesResponse> RepeatedResponse(const v1::AppendEntriesRequest& request,
                                                           const RequestOutcome& outcome,
                                                           RecordCache& records,
                                                           uint32_t generation);

// The receipts of `outcome` alone, for a caller who no longer has the request.
absl::StatusOr<v1::AppendEntriesResponse> ReceiptsOf(const RequestOutcome& outcome,
                                                     RecordCache& records, uint32_t generation);

}  // namespace cairn
