// Rules about the term dates of a setting. Clocks that count school days rest on them, so refused
// is what leaves the year or a day unknown; that a year is short of holidays is said and recorded.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::TermDatesSet& dates, const Situation& at, Verdict& verdict);

void ListTermRules(std::vector<Rule>& list);

}  // namespace cairn::rules
