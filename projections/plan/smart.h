// Whether a target can be checked: specific and measurable with a start, an aim and a date (S and
// M, A and T of SMART; relevance is for people to judge). Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cairn/v1/plan.pb.h"
#include "cairn/v1/time.pb.h"

namespace cairn {

// What is missing: `no measure`, `no baseline`, `no aim`, `no due date`; empty for a target that
// can be checked. A baseline in words counts as one.
std::vector<std::string> SmartFlags(const v1::Target& target);

// Whether `value` reaches the aim, upwards, or downwards when the aim is below the start. Nothing
// without an aim.
std::optional<bool> ReachesAim(const v1::Target& target, const v1::Decimal& value);

}  // namespace cairn
