// The audit trail: every event as it is served, void and corrected ones too. Pure; safe to call
// from any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace cairn {

// One event. Without content and summary when it is erased, or when `state` is WITHHELD; the kind
// of a withheld event stays hidden too, since a kind alone can give a secret away.
v1::Event EventOf(RecordId record_id, const EventPtr& event, v1::EventState state,
                  uint32_t generation);

// All events that `record` knows, in version order, each with what has become of it.
std::vector<v1::Event> AuditTrail(const Record& record, uint32_t generation);

}  // namespace cairn
