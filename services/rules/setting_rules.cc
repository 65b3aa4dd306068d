#include "services/rules/setting_rules.h"

namespace cairn::rules {

void CheckKind(const v1::TermDatesSet&, const Situation&, Verdict&) {}
void CheckKind(const v1::StaffRecorded&, const Situation&, Verdict&) {}
void CheckKind(const v1::ProvisionDefined&, const Situation&, Verdict&) {}
void CheckKind(const v1::ReferenceListed&, const Situation&, Verdict&) {}

void ListSettingRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
