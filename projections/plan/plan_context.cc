#include "projections/plan/plan_context.h"

namespace cairn {

bool PlanContext::IsSuperseded() const {
  const PlanVersion* used = current();
  return used != nullptr && used != &version && used->effective_from >= version.effective_from;
}

bool PlanContext::IsSupportPlan() const {
  return plan.kind() != v1::PLAN_KIND_RELATIONAL_SUPPORT &&
         plan.kind() != v1::PLAN_KIND_BEHAVIOUR_SUPPORT;
}

void AddFinding(v1::Plan& plan, const PlanRule& rule, std::string_view field,
                std::string_view sentence) {
  v1::Finding& finding = *plan.add_findings();
  finding.set_rule_id(rule.id.data(), rule.id.size());
  finding.set_source(rule.source.data(), rule.source.size());
  finding.set_field(field.data(), field.size());
  finding.set_sentence(sentence.data(), sentence.size());
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
