// The clock of an EHC needs assessment: from the request to the final plan, and the advice between.
#include <algorithm>

#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

using Decision = Fact<v1::EhcDecisionNotified>;

CivilDate SentOn(const Decision& decision) {
  return EarliestDay(decision->notice_sent()).value_or(decision.day());
}

bool IsWhetherToAssess(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_ASSESS || decision == v1::EHC_DECISION_REFUSE_TO_ASSESS;
}

bool IsWhetherToReassess(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_REASSESS || decision == v1::EHC_DECISION_REFUSE_TO_REASSESS;
}

// One request up to the next one, which begins a history of its own.
class Assessment {
 public:
  Assessment(DutyList& list, const Fact<v1::EhcRequested>& request, CivilDate received,
             std::optional<CivilDate> next)
      : list_(list), request_(request), received_(received), next_(next) {}

  void Add() {
    const bool again = request_->reassessment();
    const std::optional<Done> decided =
        FirstDecision(again ? IsWhetherToReassess : IsWhetherToAssess);
    list_.Add(again ? "ehc.decide_whether_to_reassess" : "ehc.decide_whether_to_assess", received_,
              request_.entry, decided);
    if (decided.has_value() && IsRefusal(*decided->by)) return;
    if (again) {
      if (decided.has_value()) AddReassessment(*decided);
      return;
    }
    const std::optional<Done> refused =
        FirstDecision([](v1::EhcDecision one) { return one == v1::EHC_DECISION_REFUSE_TO_ISSUE; });
    if (refused.has_value()) {
      list_.Add("ehc.no_plan_notice", received_, request_.entry, refused);
    } else {
      list_.Add("ehc.final_plan", received_, request_.entry, FirstFinal(received_));
    }
  }

 private:
  static bool IsRefusal(const EffectiveEntry& entry) {
    const v1::EhcDecision decision = entry.entry().ehc_decision_notified().decision();
    return decision == v1::EHC_DECISION_REFUSE_TO_ASSESS ||
           decision == v1::EHC_DECISION_REFUSE_TO_REASSESS;
  }

  template <typename Wanted>
  std::optional<Done> FirstDecision(Wanted wanted) const {
    return BeforeNext(FirstFrom(
        list_.record.ehc.decisions, received_,
        [&](const v1::EhcDecisionNotified& one) { return wanted(one.decision()); }, SentOn));
  }

  std::optional<Done> FirstFinal(CivilDate from) const {
    return BeforeNext(FirstFrom(
        list_.record.ehc.served, from,
        [](const v1::EhcPlanServed& served) { return served.stage() == v1::EHC_PLAN_STAGE_FINAL; },
        [](const Fact<v1::EhcPlanServed>& served) {
          return EarliestDay(served->plan_date()).value_or(served.day());
        }));
  }

  std::optional<Done> BeforeNext(std::optional<Done> done) const {
    const bool belongs_to_next = done.has_value() && next_.has_value() && done->day >= *next_;
    return belongs_to_next ? std::nullopt : done;
  }

  void AddReassessment(const Done& decided) {
    list_.Add("ehc.reassessment_final", decided.day, decided.by, FirstFinal(decided.day));
  }

  DutyList& list_;
  const Fact<v1::EhcRequested>& request_;
  const CivilDate received_;
  const std::optional<CivilDate> next_;
};

// When the authority had the request, or became responsible without one; nothing while neither is
// recorded.
std::optional<CivilDate> ClockStart(const v1::EhcRequested& request) {
  const std::optional<CivilDate> received = EarliestDay(request.received_by_authority());
  return received.has_value() ? received : EarliestDay(request.responsible_from());
}

void AddRequests(DutyList& list) {
  const auto& requests = list.record.ehc.requests;
  for (size_t i = 0; i < requests.size(); ++i) {
    const std::optional<CivilDate> received = ClockStart(*requests[i]);
    if (!received.has_value()) continue;
    std::optional<CivilDate> next;
    for (size_t later = i + 1; later < requests.size() && !next.has_value(); ++later) {
      next = ClockStart(*requests[later]);
    }
    Assessment(list, requests[i], *received, next).Add();
  }
}

bool Answers(const DutyList& list, const Fact<v1::EhcAdviceGiven>& advice,
             const Fact<v1::EhcAdviceRequested>& request) {
  if (!request->asked_of().empty() && advice->given_by() == request->asked_of()) return true;
  const std::vector<EntryPtr> answered =
      LinkedFrom(list.record, *advice.entry, v1::RELATION_ANSWERS);
  return std::any_of(answered.begin(), answered.end(), [&](const EntryPtr& entry) {
    return entry->version() == request.entry->version();
  });
}

void AddAdvice(DutyList& list) {
  for (const Fact<v1::EhcAdviceRequested>& request : list.record.ehc.advice_requests) {
    const CivilDate asked = EarliestDay(request->received_on()).value_or(request.day());
    std::optional<Done> given;
    for (const Fact<v1::EhcAdviceGiven>& advice : list.record.ehc.advice) {
      if (given.has_value() || advice.day() < asked || !Answers(list, advice, request)) continue;
      given = Done{advice.day(), advice.entry};
    }
    list.Add("ehc.advice", asked, request.entry, given);
  }
}

void AddRepresentations(DutyList& list) {
  for (const Fact<v1::EhcPlanServed>& served : list.record.ehc.served) {
    if (served->stage() != v1::EHC_PLAN_STAGE_DRAFT) continue;
    list.Add("ehc.draft_representations", EarliestDay(served->served_on()).value_or(served.day()),
             served.entry);
  }
}

}  // namespace

void AddAssessmentDuties(DutyList& list) {
  AddRequests(list);
  AddAdvice(list);
  AddRepresentations(list);
}

}  // namespace cairn
