// Every rule, for those who want to read them all: tests and docs/entries.md. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Every row of the tables of kinds, with its kind, or none where it is asked of every kind: a rule
// that stands in several tables is there for each. Without the rules about codes
// (shape/code_fields.h), which are asked of a field wherever it stands: those are in AllRules
// alone.
std::vector<Rule> RulesByKind();

// Each rule once, in the order of its first table.
std::vector<Rule> AllRules();

}  // namespace cairn::rules
