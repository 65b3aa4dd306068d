// Turns of the graduated approach. A cycle runs from one PlanReviewed to the next; the first begins
// at the first concern, observation or assessment. Cycles are computed and never typed. Pure.
#pragma once

#include <vector>

#include "cairn/v1/timeline_service.pb.h"

#include "projections/record/record.h"

namespace cairn {

// In order, numbered from 1. The last has no `to` while it lasts. Reviews on one day end one cycle.
// Without any concern, observation or assessment the first cycle begins with the first entry; a
// record without entries has no cycle.
std::vector<v1::Cycle> CyclesOf(const Record& record);

// The cycle in which `entry` happened. A review and all that happened on its day belong to the
// cycle that it ends, save a plan issued after the review: it begins the next. What came before the
// first cycle counts to it.
int CycleOf(const Record& record, const std::vector<v1::Cycle>& cycles,
            const EffectiveEntry& entry);

}  // namespace cairn
