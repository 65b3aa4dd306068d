#include "projections/wording/entry_teller.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// Head, SENCO and teachers ask on behalf of the school.
std::string Requester(v1::Capacity capacity) {
  if (capacity == v1::CAPACITY_PARENT) return "Parent";
  if (capacity == v1::CAPACITY_YOUNG_PERSON) return "Young person";
  return "School";
}

std::string_view DecisionWords(v1::EhcDecision decision) {
  switch (decision) {
    case v1::EHC_DECISION_ASSESS:
      return "LA will assess";
    case v1::EHC_DECISION_REFUSE_TO_ASSESS:
      return "LA refuses to assess";
    case v1::EHC_DECISION_ISSUE:
      return "LA will issue a plan";
    case v1::EHC_DECISION_REFUSE_TO_ISSUE:
      return "LA refuses to issue a plan";
    case v1::EHC_DECISION_AMEND:
      return "LA will amend the plan";
    case v1::EHC_DECISION_MAINTAIN:
      return "LA will leave the plan as it is";
    case v1::EHC_DECISION_REASSESS:
      return "LA will re-assess";
    case v1::EHC_DECISION_REFUSE_TO_REASSESS:
      return "LA will not re-assess";
    case v1::EHC_DECISION_CEASE:
      return "LA will cease to maintain the plan";
    case v1::EHC_DECISION_UNSPECIFIED:
    case v1::EhcDecision_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::EhcDecision_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "LA decides";
}

}  // namespace

EntryText EntryTeller::operator()(const v1::EarlyHelpRecorded& kind) const {
  EntryText text{.lead = "Early help, " + kind.assessment()};
  if (kind.has_lead()) text.facts.push_back("led by " + kind.lead());
  if (!kind.agencies().empty()) text.facts.push_back("with " + Join(kind.agencies(), ", "));
  text.facts.push_back(Join(kind.reason(), " "));
  if (kind.has_family_agreed()) {
    text.facts.push_back(kind.family_agreed() ? "family agreed" : "family did not agree");
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::EhcRequested& kind) const {
  EntryText text{.lead = Requester(kind.requester()) + " requests an EHC needs assessment"};
  text.facts = {
      Dated("LA received it", kind.has_received_by_authority(), kind.received_by_authority()),
      Dated("school told", kind.has_school_told(), kind.school_told())};
  if (kind.has_parent_agrees()) {
    text.facts.push_back(kind.parent_agrees() ? "parents agree" : "parents do not agree");
  }
  if (kind.has_cycles()) text.facts.push_back("said " + Counted(kind.cycles(), "cycle"));
  if (kind.has_annual_cost_pence()) {
    text.facts.push_back("said " + FormatPence(kind.annual_cost_pence()) + " a year");
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::EhcAdviceRequested& kind) const {
  return {.lead = "LA asks " + kind.asked_of() + " for advice",
          .facts = {Dated("said due", kind.has_due(), kind.due())}};
}

EntryText EntryTeller::operator()(const v1::EhcAdviceGiven& kind) const {
  EntryText text{.lead = kind.given_by() + " gives advice to the LA"};
  if (kind.has_pages()) text.facts.push_back(Counted(kind.pages(), "page"));
  text.facts.push_back(Join(kind.included(), ", "));
  text.facts.push_back(Dated("asked", kind.has_asked_on(), kind.asked_on()));
  if (kind.has_annual_cost_pence()) {
    text.facts.push_back("said " + FormatPence(kind.annual_cost_pence()) + " a year");
  }
  return text;
}

EntryText EntryTeller::operator()(const v1::EhcDecisionNotified& kind) const {
  EntryText text{.lead = std::string(DecisionWords(kind.decision()))};
  text.facts = {Join(kind.reasons(), " "),
                Dated("said appeal by", kind.has_stated_appeal_by(), kind.stated_appeal_by())};
  return text;
}

EntryText EntryTeller::operator()(const v1::EhcPlanServed& kind) const {
  EntryText text{.lead = Capitalised(Words(kind.stage())) + " EHC plan served"};
  text.facts = {
      Dated("dated", kind.has_plan_date(), kind.plan_date()),
      kind.has_named_school() ? "names " + kind.named_school() : "",
      kind.section_f().empty() ? "" : "section F: " + Join(kind.section_f(), ", "),
      Dated("said next review by", kind.has_next_annual_review_by(), kind.next_annual_review_by())};
  return text;
}

EntryText EntryTeller::operator()(const v1::EhcExceptionClaimed& kind) const {
  EntryText text{.lead = "Exception claimed for the " + Words(kind.limit())};
  text.facts = {Words(kind.ground()), Dated("from", kind.has_from(), kind.from()),
                Dated("to", kind.has_to(), kind.to()), Join(kind.reason(), " "),
                Dated("said due", kind.has_stated_due(), kind.stated_due())};
  return text;
}

}  // namespace cairn
