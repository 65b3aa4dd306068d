// Rules about the record of a setting. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::TermDatesSet& dates, const Situation& at, Verdict& verdict);
void CheckKind(const v1::StaffRecorded& staff, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ProvisionDefined& defined, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ReferenceListed& reference, const Situation& at, Verdict& verdict);

void ListSettingRules(std::vector<Rule>& list);

}  // namespace cairn::rules
