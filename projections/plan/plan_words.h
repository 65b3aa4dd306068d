// Words of the plan view: codes and names as people say them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/codes.pb.h"
#include "cairn/v1/review.pb.h"

#include "projections/record/effective_entries.h"

namespace cairn {

// "Specific learning difficulty".
std::string_view SenTypeWords(v1::SenType type);
// "reduce": as a review writes it.
std::string_view DecisionWords(v1::ReviewDecision decision);
// "Picture", "Film"; "Views" when it is not said.
std::string_view MediumWords(v1::Medium medium);

// "a", "a and b", "a, b and c".
std::string Listed(const std::vector<std::string>& names);

// Who said or did it: the person the entry names, else whoever was signed in and typed it.
std::string_view PartyName(const EffectiveEntry& entry);
// In what capacity: as the entry says, else by the role of the sign-in.
v1::Capacity PartyCapacity(const EffectiveEntry& entry);
// Who typed it for another person; empty if it was their own act.
std::string_view TypedForAnother(const EffectiveEntry& entry);

// The label up to its first dot: `A23.2` was written down with `A23`.
std::string PrintedLabel(const EffectiveEntry& entry);

// May be quoted to everyone who works with the child and to the parents.
bool IsOrdinary(const v1::Entry& entry);

}  // namespace cairn
