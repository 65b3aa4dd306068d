// Rows that every kind shares which tells somebody outside the school something, or asks them for
// advice: the permission for it, and the ground on which it was done without. What has happened is
// recorded all the same. Pure.
#pragma once

#include "services/rules/people/permissions.h"
#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kOverrideReasoned = {
    "override.reason_given",
    Effect::kGuidance,
    "UK GDPR Art 5(2)",
    "This was done without permission, under a duty or for safety. Say why, in words.",
    "",
    "R26"};
inline constexpr Rule kPermissionKnown = {"permission.is_in_the_record",
                                          Effect::kGuidance,
                                          "computed",
                                          "No permission with this id is in the record.",
                                          "",
                                          "R26"};

// A ground is given without its reason.
template <typename Kind>
Places OverriddenWithoutReason(const Kind& kind, const Situation&) {
  const bool overrides = kind.override_ground() != v1::OVERRIDE_GROUND_UNSPECIFIED;
  return When(overrides && kind.override_reason().empty(), "override_reason");
}

template <typename Kind>
Places UnknownPermission(const Kind& kind, const Situation& at) {
  return When(kind.has_permission_id() && !HasPermission(at.before, kind.permission_id()),
              "permission_id");
}

// Whether no duty and no child's safety called for it.
template <typename Kind>
bool NeedsPermission(const Kind& kind) {
  return kind.override_ground() == v1::OVERRIDE_GROUND_UNSPECIFIED;
}

}  // namespace cairn::rules
