// Rules about what may stand in whose record: the term dates of a school in no child's, and what
// happens to a child in no school's. Pure.
//
// A record without RecordOpened says of nobody whose it is, and is asked nothing.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckSubject(const Situation& at, Verdict& verdict);

void ListSubjectRules(std::vector<Rule>& list);

}  // namespace cairn::rules
