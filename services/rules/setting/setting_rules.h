// Rules about the record of a setting: staff, the catalogue of provision, and the documents that
// practice rests on; term_rules.h has its term dates. Pure.
//
// Children's records rest on these entries, so refused is what leaves the day or the price unknown;
// that a SENCO is short of a qualification is said and recorded.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::StaffRecorded& staff, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ProvisionDefined& defined, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ReferenceListed& reference, const Situation& at, Verdict& verdict);

void ListSettingRules(std::vector<Rule>& list);

}  // namespace cairn::rules
