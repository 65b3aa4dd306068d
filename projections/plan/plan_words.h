// Words of the plan view: codes and names as people say them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/codes.pb.h"

#include "projections/record/effective_entries.h"

namespace cairn {

// "Specific learning difficulty".
std::string_view SenTypeWords(v1::SenType type);
// "a", "a and b", "a, b and c".
std::string Listed(const std::vector<std::string>& names);

// In what capacity somebody said or did it: as the entry says, else by the role of the sign-in.
v1::Capacity PartyCapacity(const EffectiveEntry& entry);
// Who typed it for another person; empty if it was their own act.
std::string_view TypedForAnother(const EffectiveEntry& entry);

// The label up to its first dot: `A23.2` was written down with `A23`.
std::string PrintedLabel(const EffectiveEntry& entry);

// May be quoted to everyone who works with the child and to the parents.
bool IsOrdinary(const v1::Entry& entry);

}  // namespace cairn
