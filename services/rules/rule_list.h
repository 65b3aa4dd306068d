// Every rule, for those who want to read them all: tests, documentation, an administrator's page.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Each rule once, though it may stand in several tables, in the order of its first table.
std::vector<Rule> AllRules();

}  // namespace cairn::rules
