// The stage of the timeline that a kind belongs to. Pure, total.
#pragma once

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/timeline_service.pb.h"

namespace cairn {

// Permissions and the census status stand with Assess, where they are decided and read; reports and
// updates to parents stand with Review.
v1::Stage StageOf(const v1::Entry& entry);

}  // namespace cairn
