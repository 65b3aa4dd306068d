// Rules about worries, answers and views. Pure.
#pragma once

#include <vector>

#include "services/rules/rule.h"

namespace cairn::rules {

void CheckKind(const v1::ConcernRaised& concern, const Situation& at, Verdict& verdict);
void CheckKind(const v1::ConcernAnswered& answer, const Situation& at, Verdict& verdict);
void CheckKind(const v1::VoiceCaptured& voice, const Situation& at, Verdict& verdict);

void ListConcernRules(std::vector<Rule>& list);

}  // namespace cairn::rules
