#include "projections/plan/plan_context.h"

namespace cairn {

bool PlanContext::IsSuperseded() const {
  const PlanVersion* used = current();
  return used != nullptr && used != &version && used->effective_from >= version.effective_from;
}

PlanRule ForKind(PlanRule rule, const codes::PlanKindRow& kind) {
  rule.source = kind.rests_on;
  rule.legal_duty = kind.force == codes::Force::kStatute;
  return rule;
}

void AddFinding(v1::Plan& plan, const PlanRule& rule, std::string_view field,
                std::string_view sentence) {
  v1::Finding& finding = *plan.add_findings();
  finding.set_rule_id(rule.id.data(), rule.id.size());
  finding.set_source(rule.source.data(), rule.source.size());
  finding.set_field(field.data(), field.size());
  finding.set_sentence(sentence.data(), sentence.size());
  finding.set_legal_duty(rule.legal_duty);
}

void AddToDo(v1::Plan& plan, const PlanRule& rule, std::string_view text, CivilDate since,
             CivilDate day) {
  v1::PlanToDo& to_do = *plan.add_to_do();
  to_do.set_rule_id(rule.id.data(), rule.id.size());
  to_do.set_text(text.data(), text.size());
  *to_do.mutable_since() = ToProto(since);
  to_do.set_days(day - since);
}

}  // namespace cairn
