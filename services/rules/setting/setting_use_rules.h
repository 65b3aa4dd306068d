// Rules that hold an entry of a child's record against the setting: its catalogue, its staff, its
// term dates. They rest on the record of the setting for which the author is signed in, and say
// nothing where there is none: that nothing was recorded of a setting is no fault of an entry.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckAgainstSetting(const Situation& at, Verdict& verdict);

void ListSettingUseRules(std::vector<Rule>& list);

}  // namespace cairn::rules
