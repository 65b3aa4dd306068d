// Rules about permission for others to be asked or told. A competent child's word and that of each
// holder of parental responsibility are recorded as theirs; none of them removes what was done.
// Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PermissionRecorded& permission, const Situation& at, Verdict& verdict);

void ListPermissionRules(std::vector<Rule>& list);

}  // namespace cairn::rules
