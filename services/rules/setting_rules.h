// Rules about the record of a setting: term dates, staff, the catalogue of provision, and the
// documents that practice rests on. Pure.
//
// Children's records rest on these entries, so refused is what leaves the day, the year or the
// price unknown; that a year is short of holidays or a SENCO of a qualification is said and
// recorded.
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
