// Rules about support that begins and goes on in another way. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

inline constexpr Rule kProvisionKnown = {
    "provision.start_recorded",
    Effect::kGuidance,
    "computed",
    "The start of this support is not recorded, so nobody can say what was planned.",
    "",
    "R59"};

// Support with this id whose start is recorded; null when there is none.
const Provision* StartedProvision(const Record& record, std::string_view provision_id);

void CheckKind(const v1::ProvisionStarted& started, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ProvisionChanged& changed, const Situation& at, Verdict& verdict);

void ListProvisionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
