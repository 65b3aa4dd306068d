// Whether content may be removed from a record. Pure; safe to call from any thread.
//
// UK GDPR article 17(3) keeps what legal claims need, and section 173 of the Data Protection Act
// 2018 makes it an offence to destroy what somebody has asked to see: a hold that stands beats
// every ground. Whether the ground is a good one is a person's decision; two people deciding, and
// proof of the sign-in of the one who does, are asked for by nothing here.
#pragma once

#include <optional>

#include "absl/status/status.h"

#include "eventstore/append_request.h"
#include "projections/record/record.h"

namespace cairn {

// OK if the content of `target`, or of the whole record without one, may be removed from `record`,
// which must be the record as it is now, with every event.
//   RECORD_ERASED    the whole record is gone already
//   LEGAL_HOLD       a hold that forbids disposal stands; which one is not said
//   EVENT_NOT_FOUND  the record has no such event
//   INVALID_REQUEST  fault `event_id`: NOTHING_TO_REMOVE, the event has no content;
//                    CANNOT_BE_REMOVED, it opened the record, which goes with it; STILL_VOIDS, it
//                    declares another event void whose content is there, and would bring it back
absl::Status CheckErasure(const Record& record, const std::optional<EventId>& target);

// The claims that only the removed event makes, and that are free without it. The log finds those
// of a whole record by itself.
std::vector<Claim> ClaimsFreedByErasure(const Record& record, const EventId& target);

}  // namespace cairn
