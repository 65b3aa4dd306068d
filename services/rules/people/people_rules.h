// Rules about who the child is and who is around the child. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::RecordOpened& opened, const Situation& at, Verdict& verdict);
void CheckKind(const v1::IdentifierRecorded& identifier, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DetailsRecorded& details, const Situation& at, Verdict& verdict);
void CheckKind(const v1::PersonLinked& link, const Situation& at, Verdict& verdict);
void CheckKind(const v1::PlacementRecorded& placement, const Situation& at, Verdict& verdict);

void ListPeopleRules(std::vector<Rule>& list);

}  // namespace cairn::rules
