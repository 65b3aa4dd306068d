// Every rule, for those who want to read them all: tests, documentation, an administrator's page.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Every row of every table, with its kind: a rule that stands in several tables is there for each.
std::vector<Rule> RulesByKind();

// Each rule once, in the order of its first table.
std::vector<Rule> AllRules();

}  // namespace cairn::rules
