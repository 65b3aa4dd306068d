#include "services/rules/ehc_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "projections/calendar/statutory_clocks.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::EarlyHelpRecorded> kHelpRules[] = {
    {{"early_help.family_agreed", Effect::kGuidance, "Working Together to Safeguard Children ch 1",
      "Early help is voluntary: say whether the family agreed."},
     [](const v1::EarlyHelpRecorded& help, const Situation&) {
       return When(!help.has_family_agreed(), "family_agreed");
     }},
};

constexpr KindRule<v1::EhcRequested> kRequestRules[] = {
    {{"ehc.request_received_on", Effect::kGuidance, "SEND Regulations 2014 reg 5(1)",
      "Say when the authority received the request: its six weeks count from that day."},
     [](const v1::EhcRequested& request, const Situation&) {
       return When(!request.has_received_by_authority(), "received_by_authority");
     }},
    {{"ehc.request_of_the_young_person", Effect::kGuidance, "Children and Families Act 2014 s36(1)",
      "Past compulsory school age the request is the young person's own."},
     [](const v1::EhcRequested& request, const Situation& at) {
       return When(request.requester() == v1::CAPACITY_PARENT && IsYoungPerson(at.before, at.day),
                   "requester");
     }},
};

bool IsOverdue(std::string_view rule_id, std::optional<CivilDate> start, CivilDate done) {
  if (!start) return false;
  const std::optional<DueDate> due = ComputeDue(rule_id, *start);
  return due && due->due < done;
}

constexpr KindRule<v1::EhcAdviceGiven> kAdviceRules[] = {
    {{"ehc.advice_in_six_weeks", Effect::kLegalDuty, "SEND Regulations 2014 reg 8(1)",
      "This advice was given more than six weeks after it was asked for."},
     [](const v1::EhcAdviceGiven& advice, const Situation& at) {
       return When(IsOverdue("ehc.advice", LatestDay(advice.asked_on()), at.day), "asked_on");
     }},
};

// The day on which the authority received the last request, if no decision has been notified since:
// a refusal, and what follows from an appeal against it, run under other clocks.
std::optional<CivilDate> OpenRequest(const Record& record) {
  if (record.ehc.requests.empty()) return std::nullopt;
  const auto received = LatestDay(record.ehc.requests.back()->received_by_authority());
  const bool refused = std::any_of(
      record.ehc.decisions.begin(), record.ehc.decisions.end(), [&](const auto& decision) {
        return decision->decision() == v1::EHC_DECISION_REFUSE_TO_ASSESS && received &&
               LatestDay(decision->notice_sent()) >= received;
      });
  return refused ? std::nullopt : received;
}

bool IsFirstDecision(const Record& record, CivilDate received) {
  return std::none_of(
      record.ehc.decisions.begin(), record.ehc.decisions.end(),
      [&](const auto& decision) { return LatestDay(decision->notice_sent()) >= received; });
}

bool IsLateDecision(const v1::EhcDecisionNotified& decision, const Situation& at) {
  const std::optional<CivilDate> received = OpenRequest(at.before);
  const std::optional<CivilDate> sent = EarliestDay(decision.notice_sent());
  const bool whether_to_assess = decision.decision() == v1::EHC_DECISION_ASSESS ||
                                 decision.decision() == v1::EHC_DECISION_REFUSE_TO_ASSESS;
  return whether_to_assess && received && sent && IsFirstDecision(at.before, *received) &&
         IsOverdue("ehc.decide_whether_to_assess", received, *sent);
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
       const std::optional<CivilDate> sent = EarliestDay(decision.notice_sent());
       return When(decision.decision() == v1::EHC_DECISION_REFUSE_TO_ISSUE && sent &&
                       IsOverdue("ehc.no_plan_notice", OpenRequest(at.before), *sent),
                   "notice_sent");
     }},
};

// The day of the last order of the tribunal, if there is one.
std::optional<CivilDate> LastOrder(const Record& record) {
  std::optional<CivilDate> last;
  for (const Dispute& dispute : record.disputes.disputes) {
    for (const auto& step : dispute.steps) {
      const bool is_order = step->step() == v1::DISPUTE_STEP_ORDER_MADE;
      const std::optional<CivilDate> day = LatestDay(step->order_date());
      if (is_order && day) last = std::max(last, day);
    }
  }
  return last;
}

bool IsLatePlan(const v1::EhcPlanServed& plan, const Situation& at) {
  const std::optional<CivilDate> date = EarliestDay(plan.plan_date());
  if (plan.stage() != v1::EHC_PLAN_STAGE_FINAL || !date) return false;
  const std::optional<CivilDate> order = LastOrder(at.before);
  if (order) return IsOverdue("order.assess.final_plan", order, *date);
  return IsOverdue("ehc.final_plan", OpenRequest(at.before), *date);
}

// Regulation 12: sections A to K, some of them in parts.
bool IsSection(std::string_view section) {
  return !section.empty() && section.size() <= 2 && section[0] >= 'A' && section[0] <= 'K' &&
         (section.size() == 1 || section == "H1" || section == "H2");
}

constexpr KindRule<v1::EhcPlanServed> kPlanRules[] = {
    {{"ehc.final_plan_in_time", Effect::kLegalDuty, "SEND Regulations 2014 regs 13(2) and 44(2)",
      "The final plan came later than the law allows: 20 weeks from the request, or 14 weeks from "
      "an order to assess."},
     [](const v1::EhcPlanServed& plan, const Situation& at) {
       return When(IsLatePlan(plan, at), "plan_date");
     }},
    {{"ehc.sections_known", Effect::kGuidance, "SEND Regulations 2014 reg 12",
      "A plan has the sections A to K."},
     [](const v1::EhcPlanServed& plan, const Situation&) {
       Places places;
       for (int i = 0; i < plan.sections_size(); ++i) {
         if (!IsSection(plan.sections(i))) places.push_back(Item("sections", i));
       }
       return places;
     }},
};

}  // namespace

void CheckKind(const v1::EarlyHelpRecorded& help, const Situation& at, Verdict& verdict) {
  Judge(kHelpRules, help, at, verdict);
}
void CheckKind(const v1::EhcRequested& request, const Situation& at, Verdict& verdict) {
  Judge(kRequestRules, request, at, verdict);
}
void CheckKind(const v1::EhcAdviceRequested&, const Situation&, Verdict&) {
  // Whom the authority asks is its business.
}
void CheckKind(const v1::EhcAdviceGiven& advice, const Situation& at, Verdict& verdict) {
  Judge(kAdviceRules, advice, at, verdict);
}
void CheckKind(const v1::EhcDecisionNotified& decision, const Situation& at, Verdict& verdict) {
  Judge(kDecisionRules, decision, at, verdict);
}
void CheckKind(const v1::EhcPlanServed& plan, const Situation& at, Verdict& verdict) {
  Judge(kPlanRules, plan, at, verdict);
}
void CheckKind(const v1::EhcExceptionClaimed&, const Situation&, Verdict&) {}

void ListEhcRules(std::vector<Rule>& list) {
  ListRules(kHelpRules, list);
  ListRules(kRequestRules, list);
  ListRules(kAdviceRules, list);
  ListRules(kDecisionRules, list);
  ListRules(kPlanRules, list);
}

}  // namespace cairn::rules
