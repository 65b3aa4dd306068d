#include "services/rules/plan/proposal_rules.h"

#include <algorithm>

#include "services/rules/plan/plan_content_rules.h"
#include "services/rules/plan/plan_known_rule.h"
#include "services/rules/plan/review_date_rules.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::PlanProposed> kProposalRules[] = {
    {{"proposal.put_to_somebody", Effect::kGuidance, "Code of Practice 6.48",
      "Say to whom it was put: plans are agreed with parents and child.", "", "R35"},
     [](const v1::PlanProposed& proposal, const Situation&) {
       return When(proposal.proposed_to().empty(), "proposed_to");
     }},
    {{"proposal.leaves_time_to_answer", Effect::kGuidance, "computed",
      "The answer was asked for before the proposal was made."},
     [](const v1::PlanProposed& proposal, const Situation& at) {
       const auto by = LatestDay(proposal.answer_by());
       return When(by && *by < at.day, "answer_by");
     }},
    {{"proposal.says_what_changes", Effect::kGuidance, "Code of Practice 6.54",
      "Say why it differs from the version in use.", "", "R53"},
     [](const v1::PlanProposed& proposal, const Situation& at) {
       const bool replaces = FindPlan(at.before.plans, proposal.plan_id()) != nullptr;
       return When(replaces && proposal.changes_because().empty(), "changes_because");
     }},
    {kReviewDateSet, LacksAReviewDate<v1::PlanProposed>},
    {kReviewAfterStart, IsReviewedBeforeItBegins<v1::PlanProposed>},
};

bool IsClosed(const Record& record, const PlanHistory& plan) {
  return static_cast<bool>(ClosingOf(record.plans, plan));
}

bool WasClosedBefore(const v1::PlanClosed& closed, const Situation& at) {
  const PlanHistory* plan = FindPlan(at.before.plans, closed.plan_id());
  return plan != nullptr && !at.entry.has_corrects() && IsClosed(at.before, *plan);
}

// The child stays on SEN support, and no other plan is left.
bool LeavesNoPlan(const v1::PlanClosed& closed, const Situation& at) {
  if (!HasSpecialProvision(at.before, at.day)) return false;
  const auto& plans = at.before.plans.plans;
  return std::none_of(plans.begin(), plans.end(), [&](const PlanHistory& plan) {
    return plan.plan_id != closed.plan_id() && IsSenPlan(plan.kind()) && !IsClosed(at.before, plan);
  });
}

constexpr KindRule<v1::PlanClosed> kPlanClosedRules[] = {
    {kPlanKnown, [](const v1::PlanClosed& closed,
                    const Situation& at) { return When(NamesNoPlan(closed, at), "plan_id"); }},
    {{"plan.closed_once", Effect::kGuidance, "computed", "This plan was closed before."},
     [](const v1::PlanClosed& closed, const Situation& at) {
       return When(WasClosedBefore(closed, at), "plan_id");
     }},
    {{"plan.closed_with_reason", Effect::kGuidance, "Code of Practice 6.54",
      "Say in words why it ends.", "", "R93"},
     [](const v1::PlanClosed& closed, const Situation&) {
       return When(closed.reason() == v1::PLAN_END_REASON_OTHER && closed.detail().empty(),
                   "detail");
     }},
    {{"plan.replaced_by_which", Effect::kGuidance, "computed", "Say which plan takes its place.",
      "", "R53"},
     [](const v1::PlanClosed& closed, const Situation&) {
       return When(
           closed.reason() == v1::PLAN_END_REASON_REPLACED && !closed.has_replaced_by_plan_id(),
           "replaced_by_plan_id");
     }},
    {{"plan.follows_while_support_lasts", Effect::kGuidance, "Code of Practice 6.48",
      "The child is still on SEN support or has an EHC plan, and no other plan is in use.", "",
      "R32"},
     [](const v1::PlanClosed& closed, const Situation& at) {
       return When(closed.reason() != v1::PLAN_END_REASON_LEFT &&
                   !closed.has_replaced_by_plan_id() && LeavesNoPlan(closed, at));
     }},
};

}  // namespace

void CheckKind(const v1::PlanProposed& proposal, const Situation& at, Verdict& verdict) {
  Judge(kProposalRules, proposal, at, verdict);
  CheckContent(proposal.plan_kind(), proposal.content(), at, verdict);
}
void CheckKind(const v1::PlanClosed& closed, const Situation& at, Verdict& verdict) {
  Judge(kPlanClosedRules, closed, at, verdict);
}

void ListProposalRules(std::vector<Rule>& list) {
  ListRules(kProposalRules, list);
  ListContentRules(v1::PlanProposed::descriptor()->name(), list);
  ListRules(kPlanClosedRules, list);
}

}  // namespace cairn::rules
