// What can be appealed to the First-tier Tribunal (SEND) (appeal_types.csv; Children and Families
// Act 2014 s51). Pure; safe to use from any thread.
#pragma once

#include <span>
#include <string_view>

#include "cairn/v1/dispute.pb.h"

#include "projections/codes/code_list.h"

namespace cairn::codes {

// Whether a mediation certificate is needed before the appeal (s55).
enum class Certificate { kNeeded, kNotNeeded };

struct AppealType {
  std::string_view code;  // "refusal_to_assess"
  Certificate certificate;
  std::string_view meaning;
};

std::span<const AppealType> AppealTypes();

// Null when there is no such appeal.
const AppealType* FindAppealType(std::string_view code);

// Whether an appeal is about the school named in section I and nothing else, by its sections or its
// type: that needs no mediation certificate (Children and Families Act 2014 s55(2)).
bool IsAboutSectionIOnly(const v1::DisputeOpened& appeal);

}  // namespace cairn::codes
