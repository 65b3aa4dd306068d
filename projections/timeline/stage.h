// The stage of the timeline that an entry belongs to: `stage` of its kind in
// proto/cairn/v1/entry.proto. Permissions and the census status stand with Assess, where they are
// decided and read; reports and updates to parents stand with Review, other notices with what they
// are about. Pure, total.
#pragma once

#include "cairn/v1/entry.pb.h"
#include "cairn/v1/options.pb.h"

namespace cairn {

v1::Stage StageOf(const v1::Entry& entry);

}  // namespace cairn
