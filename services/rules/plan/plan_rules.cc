#include "services/rules/plan/plan_rules.h"

#include "services/rules/plan/plan_content_rules.h"
#include "services/rules/plan/review_date_rules.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

const PlanHistory* Earlier(const v1::PlanIssued& plan, const Situation& at) {
  return at.entry.has_corrects() ? nullptr : FindPlan(at.before.plans, plan.plan_id());
}

bool IsVersionTaken(const v1::PlanIssued& plan, const Situation& at) {
  const PlanHistory* history = Earlier(plan, at);
  return plan.has_plan_version() && history != nullptr &&
         FindVersion(*history, plan.plan_version()) != nullptr;
}

bool HasEhcPlan(const Situation& at) {
  const Fact<v1::SenStatusSet> status = StatusOn(at.before.people, at.day);
  return (status && status->status() == v1::SEN_PROVISION_E) || !at.before.ehc.served.empty();
}

constexpr KindRule<v1::PlanIssued> kPlanRules[] = {
    {{"plan.version_is_new", Effect::kRefuse, "",
      "This version of the plan is there already. Give the next number, or correct that entry.",
      "DUPLICATE_VERSION"},
     [](const v1::PlanIssued& plan, const Situation& at) {
       return When(IsVersionTaken(plan, at), "plan_version");
     }},
    {kReviewDateSet, LacksAReviewDate<v1::PlanIssued>},
    {{"plan.review_date_agreed", Effect::kGuidance, "Code of Practice 6.48",
      "Say with whom the date of the review was agreed.", "", "R44"},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(plan.has_review_due() && plan.review_agreed_with().empty(),
                   "review_agreed_with");
     }},
    {kReviewAfterStart, IsReviewedBeforeItBegins<v1::PlanIssued>},
    {{"plan.teacher_named", Effect::kGuidance, "Code of Practice 6.52",
      "Name the teacher or keyworker who stays responsible day by day.", "", "R57"},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(IsSenPlan(plan.plan_kind()) && !plan.has_responsible_teacher(),
                   "responsible_teacher");
     }},
    {{"plan.says_why_it_changed", Effect::kGuidance, "Code of Practice 6.54",
      "Say why the version before is replaced.", "", "R53"},
     [](const v1::PlanIssued& plan, const Situation& at) {
       return When(Earlier(plan, at) != nullptr && plan.replaced_because().empty(),
                   "replaced_because");
     }},
    {{"plan.short_term_under_a_plan", Effect::kGuidance, "computed",
      "This is a short-term plan under an EHC plan, and the record has no EHC plan.", "", "R54"},
     [](const v1::PlanIssued& plan, const Situation& at) {
       return When(plan.plan_kind() == v1::PLAN_KIND_SHORT_TERM_UNDER_EHC_PLAN && !HasEhcPlan(at),
                   "plan_kind");
     }},
    {{"relational.belongs_to_a_plan", Effect::kGuidance, "good practice: relational support plans",
      "Say to which SEN plan this belongs.", "", "R56"},
     [](const v1::PlanIssued& plan, const Situation&) {
       return When(
           plan.plan_kind() == v1::PLAN_KIND_RELATIONAL_SUPPORT && !plan.has_linked_plan_id(),
           "linked_plan_id");
     }},
};

}  // namespace

void CheckKind(const v1::PlanIssued& plan, const Situation& at, Verdict& verdict) {
  Judge(kPlanRules, plan, at, verdict);
  CheckContent(plan.plan_kind(), plan.content(), at, verdict);
}

void ListPlanRules(std::vector<Rule>& list) {
  ListRules(kPlanRules, list);
  ListContentRules(v1::PlanIssued::descriptor()->name(), list);
}

}  // namespace cairn::rules
