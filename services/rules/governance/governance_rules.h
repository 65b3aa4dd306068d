// Rules about the record itself: holds, joined records, access. What may be void is in
// link_rules.h. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::EntryVoided& voided, const Situation& at, Verdict& verdict);
void CheckKind(const v1::HoldPlaced& hold, const Situation& at, Verdict& verdict);
void CheckKind(const v1::HoldReleased& release, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RecordExported& exported, const Situation& at, Verdict& verdict);
void CheckKind(const v1::BundleExported& bundle, const Situation& at, Verdict& verdict);
void CheckKind(const v1::RecordJoined& joined, const Situation& at, Verdict& verdict);
void CheckKind(const v1::AccessGranted& granted, const Situation& at, Verdict& verdict);
void CheckKind(const v1::AccessRevoked& revoked, const Situation& at, Verdict& verdict);

void ListGovernanceRules(std::vector<Rule>& list);

}  // namespace cairn::rules
