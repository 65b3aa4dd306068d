// The codes and numbers of lists that others keep, wherever an entry holds one: year groups, census
// and register codes, numbers of schools. One that has not the form of its list is refused, because
// nobody could tell which one is meant. One that has the form and is not in the list, or did not
// count at the time, is recorded and found: lists grow, and files tell of the past. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

// Reports what is wrong with the codes in `at.entry`.
void CheckCodeFields(const Situation& at, Verdict& verdict);

void ListCodeFieldRules(std::vector<Rule>& list);

}  // namespace cairn::rules
