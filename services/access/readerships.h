// What all readers see of one record: the readings that views (projections/view_runner/view.h) are
// computed from, so that rows made beforehand are those that Filter (visibility.h) would give each
// reader. Pure.
//
// Who reads with the same role and the same relation to the child sees the same events, but for
// what hangs on who they are: what they typed themselves, what names them, a withheld link of their
// own. So there is one group for each role and relation that may read anything, and the few who see
// more in some record are named beside its readings.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "projections/record/event.h"
#include "projections/view_runner/view.h"
#include "services/access/caller.h"
#include "services/access/policy.h"

namespace cairn {

// The bit of the group in RecordReading::groups; nothing for those who may read nothing.
std::optional<uint32_t> GroupOf(v1::Role role, Relation relation);

// A ReadingsOf. Groups that see the same events share a reading: most records have one. A reading
// holds VisibleEvents::for_views of a caller without a name.
RecordReadings ReadingsFor(std::span<const EventPtr> events);

// Whether the caller may see other events than their group, `apart` being that of the record. False
// is certain; true costs a fold and nothing else.
bool IsApart(const Caller& caller, uint32_t group, std::span<const std::string> apart);

// What the readings of any record hang on: the access table, the shelves of the kinds, and which
// bit is which group. Rows that were computed under another one are of no use.
uint32_t ReadershipsVersion();

}  // namespace cairn
