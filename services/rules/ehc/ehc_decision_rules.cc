#include "services/rules/ehc/ehc_decision_rules.h"

#include <algorithm>
#include <optional>

#include "services/rules/ehc/ehc_clock.h"
#include "services/rules/lateness.h"
#include "services/rules/review/last_annual_review.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

bool IsRefusal(const v1::EhcDecisionNotified& decision) {
  return decision.decision() == v1::EHC_DECISION_REFUSE_TO_ASSESS ||
         decision.decision() == v1::EHC_DECISION_REFUSE_TO_ISSUE ||
         decision.decision() == v1::EHC_DECISION_REFUSE_TO_REASSESS ||
         decision.decision() == v1::EHC_DECISION_CEASE;
}

bool IsFirstDecision(const Record& record, CivilDate received) {
  return std::none_of(
      record.ehc.decisions.begin(), record.ehc.decisions.end(),
      [&](const auto& decision) { return LatestDay(decision->notice_sent()) >= received; });
}

bool IsLateDecision(const v1::EhcDecisionNotified& decision, const Situation& at) {
  const std::optional<EhcStart> start = OpenRequest(at.before);
  const std::optional<CivilDate> sent = EarliestDay(decision.notice_sent());
  return IsWhetherToAssess(decision.decision()) && start && sent &&
         IsFirstDecision(at.before, start->day) && IsLate(start->decide_rule, start->day, *sent);
}

bool IsLateRefusalToIssue(const v1::EhcDecisionNotified& decision, const Situation& at) {
  const std::optional<EhcStart> start = OpenRequest(at.before);
  const std::optional<CivilDate> sent = EarliestDay(decision.notice_sent());
  return decision.decision() == v1::EHC_DECISION_REFUSE_TO_ISSUE && start && sent &&
         IsLate("ehc.no_plan_notice", start->day, *sent);
}

// The last request to re-assess.
std::optional<CivilDate> ReassessmentAsked(const Record& record) {
  std::optional<CivilDate> asked;
  for (const auto& request : record.ehc.requests) {
    if (request->reassessment()) asked = LatestDay(request->received_by_authority());
  }
  return asked;
}

bool AmendsAfterReview(const v1::EhcDecisionNotified& decision) {
  return decision.decision() == v1::EHC_DECISION_AMEND && decision.after_annual_review();
}

bool IsAfterTheLimit(std::string_view rule_id, std::optional<CivilDate> start,
                     const v1::EhcDecisionNotified& decision) {
  const std::optional<CivilDate> sent = EarliestDay(decision.notice_sent());
  return sent && IsLate(rule_id, start, *sent);
}

constexpr KindRule<v1::EhcDecisionNotified> kDecisionRules[] = {
    {{"ehc.decided_in_six_weeks", Effect::kLegalDuty, "SEND Regulations 2014 reg 5(1)",
      "The authority decided more than six weeks after it received the request."},
     [](const v1::EhcDecisionNotified& decision, const Situation& at) {
       return When(!at.entry.has_corrects() && IsLateDecision(decision, at), "notice_sent");
     }},
    {{"ehc.no_plan_in_sixteen_weeks", Effect::kLegalDuty, "SEND Regulations 2014 reg 10(1)",
      "The authority gave this notice more than sixteen weeks after it received the request."},
     [](const v1::EhcDecisionNotified& decision, const Situation& at) {
       return When(IsLateRefusalToIssue(decision, at), "notice_sent");
     }},
    {{"ehc.reassessment_decided_in_fifteen_days", Effect::kLegalDuty,
      "SEND Regulations 2014 reg 25(1)",
      "The authority decided more than 15 days after it received the request to re-assess."},
     [](const v1::EhcDecisionNotified& decision, const Situation& at) {
       return When(IsWhetherToReassess(decision.decision()) &&
                       IsAfterTheLimit("ehc.decide_whether_to_reassess",
                                       ReassessmentAsked(at.before), decision),
                   "notice_sent");
     }},
    {{"ehc.review_decided_in_four_weeks", Effect::kLegalDuty, "SEND Regulations 2014 reg 20(10)",
      "The authority decided more than four weeks after the meeting of the annual review.", "",
      "R91"},
     [](const v1::EhcDecisionNotified& decision, const Situation& at) {
       return When(decision.after_annual_review() &&
                       IsAfterTheLimit("review.decision_notice",
                                       LastAnnualReview(at.before, at.day), decision),
                   "notice_sent");
     }},
    {{"ehc.changes_go_with_the_notice", Effect::kLegalDuty, "[2022] EWHC 493 (Admin)",
      "When a plan will be amended after a review, the proposed changes go with that notice.", "",
      "R91"},
     [](const v1::EhcDecisionNotified& decision, const Situation&) {
       return When(AmendsAfterReview(decision) && decision.has_changes_sent_with_it() &&
                       !decision.changes_sent_with_it(),
                   "changes_sent_with_it");
     }},
    {{"ehc.changes_with_the_notice_stated", Effect::kGuidance, "[2022] EWHC 493 (Admin)",
      "Say whether the proposed changes went with this notice.", "", "R91"},
     [](const v1::EhcDecisionNotified& decision, const Situation&) {
       return When(AmendsAfterReview(decision) && !decision.has_changes_sent_with_it(),
                   "changes_sent_with_it");
     }},
    {{"ehc.refusal_has_reasons", Effect::kGuidance, "Code of Practice 9.18",
      "Write down the reasons that the authority gave."},
     [](const v1::EhcDecisionNotified& decision, const Situation&) {
       return When(IsRefusal(decision) && decision.reasons().empty(), "reasons");
     }},
    {{"ehc.ceases_for_a_reason", Effect::kGuidance, "DfE SEN2 person level guide",
      "Say why the plan ceases, with its code."},
     [](const v1::EhcDecisionNotified& decision, const Situation&) {
       return When(
           decision.decision() == v1::EHC_DECISION_CEASE && !decision.has_cease_reason_code(),
           "cease_reason_code");
     }},
    {{"ehc.served_after_it_was_sent", Effect::kGuidance, "computed",
      "The notice reached the family before it was sent. Please check the dates."},
     [](const v1::EhcDecisionNotified& decision, const Situation&) {
       return When(EndsBefore(decision.served_on(), decision.notice_sent()), "served_on");
     }},
};

}  // namespace

void CheckKind(const v1::EhcDecisionNotified& decision, const Situation& at, Verdict& verdict) {
  Judge(kDecisionRules, decision, at, verdict);
}

void ListEhcDecisionRules(std::vector<Rule>& list) { ListRules(kDecisionRules, list); }

}  // namespace cairn::rules
