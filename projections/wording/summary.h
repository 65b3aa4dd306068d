// One sentence for every kind of entry: what a client older than the kind can still show. Pure;
// safe to call from any thread.
#pragma once

#include <string>

#include "cairn/v1/governance.pb.h"
#include "cairn/v1/recorded.pb.h"

#include "projections/record/record.h"

namespace cairn {

// "Plan v2: t1 Read Year 2 common words on sight, 41 > 70 ...". Repeats what was recorded and
// computes nothing; never empty.
std::string Summary(const v1::Recorded& recorded);

// Name of the kind message, "PlanIssued"; "EntryCorrected" for a correction of any kind; "Unknown"
// for an entry without a kind.
std::string KindName(const v1::Entry& entry);
// The same of a correction as of what it corrects.
std::string OwnKindName(const v1::Entry& entry);

// "it was about another child (UK GDPR art. 5(1)(d))"; the number of a ground that this version
// does not know.
std::string GroundOf(v1::ErasureAuthority authority);

// "Content of entry #5 removed: ...": the one sentence of a removal in `record`.
std::string RemovalSummary(const Record& record, const ContentRemoval& removal);

}  // namespace cairn
