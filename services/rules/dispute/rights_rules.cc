#include "services/rules/dispute/rights_rules.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "projections/record/rights_clock.h"
#include "services/rules/lateness.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

// A guide, not a rule: the child's maturity decides.
constexpr int kLikelyCompetentYears = 12;

bool MayDecideThemselves(const Situation& at) {
  const std::optional<CivilDate> born = BornOn(at.before.people);
  return born && born->AddYears(kLikelyCompetentYears) <= at.day;
}

bool IsForTheChild(const v1::RightsRequested& request, const Situation& at) {
  return request.on_behalf() || IsOfParent(at.entry);
}

bool IsParentsOwn(const v1::RightsRequested& request) {
  return request.right() == v1::RIGHTS_KIND_EDUCATIONAL_RECORD;
}

constexpr KindRule<v1::RightsRequested> kRequestedRules[] = {
    {{"rights.clarified_after_it_was_asked", Effect::kRefuse, "",
      "The request was made clearer before anybody asked for that.", "END_BEFORE_START"},
     [](const v1::RightsRequested& request, const Situation&) {
       return When(EndsBefore(request.clarification_given_on(), request.clarification_asked_on()),
                   "clarification_given_on");
     }},
    {{"rights.child_asked", Effect::kGuidance, "ICO guidance on children's information",
      "From about twelve a child can often decide this. Say whether the child was asked."},
     [](const v1::RightsRequested& request, const Situation& at) {
       return When(IsForTheChild(request, at) && !IsParentsOwn(request) &&
                       MayDecideThemselves(at) && !request.has_child_asked(),
                   "child_asked");
     }},
    {{"rights.child_decides", Effect::kGuidance, "ICO guidance on children's information",
      "The child does not agree. If they understand what it means, the decision is theirs."},
     [](const v1::RightsRequested& request, const Situation& at) {
       return When(IsForTheChild(request, at) && !IsParentsOwn(request) &&
                       MayDecideThemselves(at) && request.has_child_agrees() &&
                       !request.child_agrees(),
                   "child_agrees");
     }},
    {{"rights.of_the_young_person", Effect::kGuidance, "ICO guidance on children's information",
      "Past compulsory school age this is the young person's own right. Ask them first."},
     [](const v1::RightsRequested& request, const Situation& at) {
       return When(SpeaksForYoungPerson(at.before, at.entry, at.day) && !IsParentsOwn(request) &&
                   !request.child_agrees());
     }},
    {{"rights.identity_confirmed", Effect::kGuidance, "UK GDPR art 12A",
      "Say when it was certain who asks, and that they may: the month counts from then."},
     [](const v1::RightsRequested& request, const Situation&) {
       return When(
           !request.has_identity_confirmed_on() && request.right() == v1::RIGHTS_KIND_ACCESS,
           "identity_confirmed_on");
     }},
    {{"rights.extension_has_a_reason", Effect::kLegalDuty, "UK GDPR art 12(3)",
      "Two more months need a reason, told to whoever asked within the first month."},
     [](const v1::RightsRequested& request, const Situation&) {
       return When(request.extended() && !request.has_extension_reason(), "extension_reason");
     }},
};

const RightsRequest* Requested(const Record& record, std::string_view id) {
  const RightsRequest* request = FindRightsRequest(record.disputes, id);
  return request != nullptr && request->requested ? request : nullptr;
}

// An acknowledgement answers nothing yet.
bool IsFinal(const v1::RightsAnswered& answer) {
  return answer.answer() != v1::RIGHTS_ANSWER_ACKNOWLEDGED;
}

bool IsLateAnswer(const v1::RightsAnswered& answer, const Situation& at) {
  const RightsRequest* request = Requested(at.before, answer.rights_request_id());
  if (request == nullptr || !IsFinal(answer)) return false;
  // A complaint is answered without undue delay, which no calendar counts.
  if (request->requested->right() == v1::RIGHTS_KIND_DATA_COMPLAINT) return false;
  const std::optional<DueDate> due = AnswerDue(request->requested, at.day);
  return due && due->due < at.day;
}

// The first word on a complaint about data comes too late.
bool IsLateAcknowledgement(const v1::RightsAnswered& answer, const Situation& at) {
  const RightsRequest* request = Requested(at.before, answer.rights_request_id());
  return request != nullptr && request->answers.empty() &&
         request->requested->right() == v1::RIGHTS_KIND_DATA_COMPLAINT &&
         IsLate("rights.data_complaint_acknowledged", request->requested.day(), at.day);
}

bool Refuses(const v1::RightsAnswered& answer) {
  return answer.answer() == v1::RIGHTS_ANSWER_REFUSED ||
         answer.answer() == v1::RIGHTS_ANSWER_PARTLY_GRANTED;
}

bool Grants(const v1::RightsAnswered& answer) {
  return answer.answer() == v1::RIGHTS_ANSWER_GRANTED ||
         answer.answer() == v1::RIGHTS_ANSWER_PARTLY_GRANTED;
}

v1::RightsKind RightOf(const v1::RightsAnswered& answer, const Situation& at) {
  const RightsRequest* request = Requested(at.before, answer.rights_request_id());
  return request == nullptr ? v1::RIGHTS_KIND_UNSPECIFIED : request->requested->right();
}

// Those who had the data are told what has changed (article 19).
bool LeavesRecipientsUntold(const v1::RightsAnswered& answer, const Situation& at) {
  const v1::RightsKind right = RightOf(answer, at);
  const bool changes = right == v1::RIGHTS_KIND_RECTIFICATION || right == v1::RIGHTS_KIND_ERASURE ||
                       right == v1::RIGHTS_KIND_RESTRICTION;
  return changes && Grants(answer) && answer.recipients_told().empty() &&
         !at.before.governance.disclosures.empty();
}

constexpr KindRule<v1::RightsAnswered> kAnsweredRules[] = {
    {{"rights.request_recorded", Effect::kGuidance, "computed",
      "The request that this answers is not recorded."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(Requested(at.before, answer.rights_request_id()) == nullptr,
                   "rights_request_id");
     }},
    {{"rights.answered_in_time", Effect::kLegalDuty, "UK GDPR art 12(3)",
      "This answer came after the month that the law allows."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(IsLateAnswer(answer, at));
     }},
    {{"rights.complaint_acknowledged_in_time", Effect::kLegalDuty,
      "Data Protection Act 2018 s164A(3)",
      "A complaint about data is acknowledged within 30 days."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(IsLateAcknowledgement(answer, at));
     }},
    {{"rights.refusal_has_reasons", Effect::kLegalDuty, "UK GDPR art 12(4)",
      "Say why it is refused, or refused in part."},
     [](const v1::RightsAnswered& answer, const Situation&) {
       return When(Refuses(answer) && answer.outcome().empty() && answer.redactions().empty(),
                   "outcome");
     }},
    {{"rights.complaint_route_told", Effect::kLegalDuty, "UK GDPR art 12(4)",
      "Whoever is refused must be told how to complain. Record that they were."},
     [](const v1::RightsAnswered& answer, const Situation&) {
       return When(Refuses(answer) && !answer.complaint_route_told(), "complaint_route_told");
     }},
    {{"rights.recipients_told", Effect::kLegalDuty, "UK GDPR art 19",
      "Others have had this record: they must be told what has changed. Record that they were."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(LeavesRecipientsUntold(answer, at), "recipients_told");
     }},
    {{"rights.no_erasure_under_a_hold", Effect::kLegalDuty, "Data Protection Act 2018 s173",
      "A hold stands on this record: nothing is removed until it is released."},
     [](const v1::RightsAnswered& answer, const Situation& at) {
       return When(RightOf(answer, at) == v1::RIGHTS_KIND_ERASURE && Grants(answer) &&
                       DisposalForbidden(at.before.governance),
                   "answer");
     }},
    {{"rights.decided_by_somebody", Effect::kGuidance, "UK GDPR Art 5(2)",
      "Say who decided: the head, with the data protection officer."},
     [](const v1::RightsAnswered& answer, const Situation&) {
       return When(IsFinal(answer) && !answer.has_decided_by(), "decided_by");
     }},
};

}  // namespace

void CheckKind(const v1::RightsRequested& request, const Situation& at, Verdict& verdict) {
  Judge(kRequestedRules, request, at, verdict);
}
void CheckKind(const v1::RightsAnswered& answer, const Situation& at, Verdict& verdict) {
  Judge(kAnsweredRules, answer, at, verdict);
}

void ListRightsRules(std::vector<Rule>& list) {
  ListRules(kRequestedRules, list);
  ListRules(kAnsweredRules, list);
}

}  // namespace cairn::rules
