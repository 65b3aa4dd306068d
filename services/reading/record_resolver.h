// RecordResolver: finds records by what others call them. Thread-safe.
#pragma once

#include "absl/status/statusor.h"

#include "cairn/v1/record_service.pb.h"

#include "eventstore/event_log.h"
#include "services/access/guard.h"
#include "services/records/record_cache.h"

namespace cairn {

class RecordResolver {
 public:
  // All must outlive it.
  RecordResolver(const EventLog& log, RecordCache& records, const Guard& guard)
      : log_(log), records_(records), guard_(guard) {}

  // One resolution for each query. INVALID_REQUEST with a fault for every query without a key, and
  // when there are none or more than limits::kResolveMax. A record that the caller may not see is
  // unresolved.
  absl::StatusOr<v1::ResolveRecordsResponse> Resolve(
      const Caller& caller, const v1::ResolveRecordsRequest& request) const;

 private:
  absl::StatusOr<v1::Resolution> ResolveOne(const Caller& caller,
                                            const v1::RecordQuery& query) const;
  absl::StatusOr<v1::Resolution> ResolveName(const Caller& caller,
                                             const v1::NameAndBirth& name) const;
  absl::StatusOr<v1::Resolution> Match(const Caller& caller, const Claim& claim) const;

  const EventLog& log_;
  RecordCache& records_;
  const Guard& guard_;
};

}  // namespace cairn
