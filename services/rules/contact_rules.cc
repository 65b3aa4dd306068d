#include "services/rules/contact_rules.h"

namespace cairn::rules {

void CheckKind(const v1::PersonUnlinked&, const Situation&, Verdict&) {}
void CheckKind(const v1::ProfilePublished&, const Situation&, Verdict&) {}
void CheckKind(const v1::ContactLogged&, const Situation&, Verdict&) {}
void CheckKind(const v1::DocumentFiled&, const Situation&, Verdict&) {}

void ListContactRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
