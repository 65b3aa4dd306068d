// An event as it is served, in the audit trail, the feed and an export; void and corrected ones
// too. Pure; safe to call from any thread.
#pragma once

#include <cstdint>

#include "cairn/v1/recorded.pb.h"

#include "projections/record/event.h"
#include "projections/record/record.h"

namespace cairn {

// One event of `record`. Without content and summary when `state` is WITHHELD; the kind of a
// withheld event stays hidden too, since a kind alone can give a secret away. An event whose
// content was removed says when and on what ground.
v1::Event EventOf(const Record& record, const EventPtr& event, v1::EventState state,
                  uint32_t generation);

}  // namespace cairn
