#include "services/rules/ehc/ehc_rules.h"

#include <optional>

#include "projections/record/parents.h"
#include "services/rules/lateness.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr KindRule<v1::EarlyHelpRecorded> kHelpRules[] = {
    {{"early_help.family_agreed", Effect::kGuidance, "Working Together to Safeguard Children ch 1",
      "Early help is voluntary: say whether the family agreed.", "", "R89"},
     [](const v1::EarlyHelpRecorded& help, const Situation&) {
       return When(!help.has_family_agreed(), "family_agreed");
     }},
    {{"early_help.lead_named", Effect::kGuidance, "Working Together to Safeguard Children ch 1",
      "Say who leads: families should have one person to turn to.", "", "R89"},
     [](const v1::EarlyHelpRecorded& help, const Situation&) {
       return When(!help.has_lead(), "lead");
     }},
    {{"early_help.closed_after_it_began", Effect::kGuidance, "computed",
      "It ended before it began. Please check the dates."},
     [](const v1::EarlyHelpRecorded& help, const Situation& at) {
       const auto closed = LatestDay(help.closed_on());
       return When(closed && *closed < at.day, "closed_on");
     }},
};

constexpr KindRule<v1::EhcRequested> kRequestRules[] = {
    {{"ehc.request_received_on", Effect::kGuidance, "SEND Regulations 2014 reg 5(1)",
      "Say when the authority received the request: its six weeks count from that day."},
     [](const v1::EhcRequested& request, const Situation&) {
       return When(!request.has_received_by_authority() && !request.has_responsible_from(),
                   "received_by_authority");
     }},
    {{"ehc.request_of_the_young_person", Effect::kGuidance, "Children and Families Act 2014 s36(1)",
      "Past compulsory school age the request is the young person's own."},
     [](const v1::EhcRequested& request, const Situation& at) {
       return When(
           request.requester() == v1::CAPACITY_PARENT && HoldsOwnRights(at.before.people, at.day),
           "requester");
     }},
    {{"ehc.reassessment_of_a_plan", Effect::kGuidance, "computed",
      "It asks for a re-assessment, and no EHC plan is recorded."},
     [](const v1::EhcRequested& request, const Situation& at) {
       return When(request.reassessment() && at.before.ehc.served.empty(), "reassessment");
     }},
};

constexpr KindRule<v1::EhcAdviceRequested> kAskedRules[] = {
    {{"ehc.advice_request_received_on", Effect::kGuidance, "SEND Regulations 2014 reg 8(1)",
      "Say when the request for advice was received: six weeks count from that day."},
     [](const v1::EhcAdviceRequested& request, const Situation&) {
       return When(!request.has_received_on(), "received_on");
     }},
};

// When the request for this advice was received, as the advice or the last request to the same
// people says.
std::optional<CivilDate> AskedOn(const v1::EhcAdviceGiven& advice, const Record& record) {
  if (advice.has_asked_on()) return LatestDay(advice.asked_on());
  std::optional<CivilDate> asked;
  for (const auto& request : record.ehc.advice_requests) {
    const bool same_kind = request->advice() == advice.advice() &&
                           request->advice() != v1::EHC_ADVICE_KIND_UNSPECIFIED;
    if (request->asked_of() != advice.given_by() && !same_kind) continue;
    asked = LatestDay(request->received_on());
  }
  return asked;
}

// Somebody who is asked for advice by regulation 6(1) says something of each.
bool IsWhole(const v1::EhcAdviceGiven& advice) {
  return !advice.needs().empty() && !advice.provision().empty() && !advice.outcomes().empty();
}

constexpr KindRule<v1::EhcAdviceGiven> kAdviceRules[] = {
    {{"ehc.advice_in_six_weeks", Effect::kLegalDuty, "SEND Regulations 2014 reg 8(1)",
      "This advice was given more than six weeks after it was asked for."},
     [](const v1::EhcAdviceGiven& advice, const Situation& at) {
       return When(IsLate("ehc.advice", AskedOn(advice, at.before), at.day), "asked_on");
     }},
    {{"ehc.advice_is_whole", Effect::kGuidance, "SEND Regulations 2014 reg 6(1)",
      "Advice speaks of needs, of provision and of outcomes. Say each, or attach it."},
     [](const v1::EhcAdviceGiven& advice, const Situation& at) {
       return When(!IsWhole(advice) && advice.included().empty() && at.entry.attachments().empty(),
                   "needs");
     }},
};

}  // namespace

void CheckKind(const v1::EarlyHelpRecorded& help, const Situation& at, Verdict& verdict) {
  Judge(kHelpRules, help, at, verdict);
}
void CheckKind(const v1::EhcRequested& request, const Situation& at, Verdict& verdict) {
  Judge(kRequestRules, request, at, verdict);
}
void CheckKind(const v1::EhcAdviceRequested& request, const Situation& at, Verdict& verdict) {
  Judge(kAskedRules, request, at, verdict);
}
void CheckKind(const v1::EhcAdviceGiven& advice, const Situation& at, Verdict& verdict) {
  Judge(kAdviceRules, advice, at, verdict);
}

void ListEhcRules(std::vector<Rule>& list) {
  ListRules(kHelpRules, list);
  ListRules(kRequestRules, list);
  ListRules(kAskedRules, list);
  ListRules(kAdviceRules, list);
}

}  // namespace cairn::rules
