// Impact over many children: a cohort view on the rows of provision_map.h. What came of what was
// given, with how sure one can be and how much of it is no evidence. Pure.
//
// Every provision is counted once, under its verdict as in the timeline (timeline/tried_rows.h).
// The change on a measure counts each child once: their first figure of that measure in the group,
// and their last. Its interval is that of the mean (impact/mean_change.h); its effect size is in
// standard deviations of the scale or, for a measure without one, of the children's first figures.
// None of it says that the provision caused the change.
//
// A setting is called as its own record calls it (OfChild::setting_name), wherever its children are
// by now; where that has no name, the label is empty and only the key says which one it is.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cairn/v1/cohort_service.pb.h"

#include "projections/calendar/date.h"
#include "projections/provision_map.h"

namespace cairn {

// Of the rules that judged the evidence: `GetImpactResponse.rules_version`.
uint32_t ImpactRulesVersion();

// By every filter of `request` but the setting; all rows, most provisions first, then by label.
std::vector<v1::ImpactRow> ImpactOf(std::span<const ChildProvision> children,
                                    const v1::GetImpactRequest& request, CivilDate today);

}  // namespace cairn
