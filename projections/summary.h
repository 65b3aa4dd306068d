// One sentence for every kind of entry: what a client older than the kind can still show. Pure;
// safe to call from any thread.
#pragma once

#include <string>

#include "cairn/v1/recorded.pb.h"

namespace cairn {

// "Plan v2: t1 Read Year 2 common words on sight, 41 > 70 ...". Repeats what was recorded and
// computes nothing; never empty.
std::string Summary(const v1::Recorded& recorded);

// Name of the kind message, "PlanIssued"; "EntryCorrected" for a correction of any kind; "Unknown"
// for an entry without a kind.
std::string KindName(const v1::Entry& entry);

}  // namespace cairn
