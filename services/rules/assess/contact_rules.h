// Rules about who is around the child, talks with them and papers that come to the file. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::PersonUnlinked& ended, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ProfilePublished& profile, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ContactLogged& contact, const Situation& at, Verdict& verdict);
void CheckKind(const v1::DocumentFiled& document, const Situation& at, Verdict& verdict);

void ListContactRules(std::vector<Rule>& list);

}  // namespace cairn::rules
