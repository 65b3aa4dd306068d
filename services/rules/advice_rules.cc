#include "services/rules/advice_rules.h"

namespace cairn::rules {

void CheckKind(const v1::BarrierRecorded&, const Situation&, Verdict&) {}
void CheckKind(const v1::SpecialistReferred&, const Situation&, Verdict&) {}
void CheckKind(const v1::RecommendationAnswered&, const Situation&, Verdict&) {}

void ListAdviceRules(std::vector<Rule>&) {}

}  // namespace cairn::rules
