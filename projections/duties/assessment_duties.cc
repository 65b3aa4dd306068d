// The clock of an EHC needs assessment: from the request to the final plan, and the advice between.
#include <algorithm>

#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

// One request up to the next one, which begins a history of its own.
class Assessment {
 public:
  Assessment(DutyList& list, const Fact<v1::EhcRequested>& request, const EhcStart& start,
             std::optional<CivilDate> next)
      : list_(list), request_(request), start_(start), next_(next) {}

  void Add() {
    const bool again = request_->reassessment();
    const std::optional<Done> decided = Decided(again ? IsWhetherToReassess : IsWhetherToAssess);
    list_.Add(again ? "ehc.decide_whether_to_reassess" : start_.decide_rule, start_.day,
              request_.entry, decided);
    const bool refused = decided.has_value() && IsRefusal(*decided->by);
    if (again) {
      if (decided.has_value() && !refused) AddReassessment(*decided);
      return;
    }
    AddPlan(refused ? std::optional(decided->day) : std::nullopt);
  }

 private:
  static bool IsRefusal(const EffectiveEntry& entry) {
    const v1::EhcDecision decision = entry.entry().ehc_decision_notified().decision();
    return decision == v1::EHC_DECISION_REFUSE_TO_ASSESS ||
           decision == v1::EHC_DECISION_REFUSE_TO_REASSESS;
  }

  template <typename Wanted>
  std::optional<Done> Decided(Wanted wanted) const {
    return BeforeNext(FirstDecision(list_.record, start_.day, wanted));
  }

  std::optional<Done> FinalPlan(CivilDate from) const {
    return BeforeNext(FirstPlan(list_.record, from, v1::EHC_PLAN_STAGE_FINAL));
  }

  std::optional<Done> BeforeNext(std::optional<Done> done) const {
    const bool belongs_to_next = done.has_value() && next_.has_value() && done->day >= *next_;
    return belongs_to_next ? std::nullopt : done;
  }

  void AddPlan(std::optional<CivilDate> refused) {
    const std::optional<Done> none =
        Decided([](v1::EhcDecision one) { return one == v1::EHC_DECISION_REFUSE_TO_ISSUE; });
    list_.AddPlanOrNotice(start_.day, request_.entry, {start_.final_rule, FinalPlan(start_.day)},
                          {"ehc.no_plan_notice", none}, refused);
  }

  void AddReassessment(const Done& decided) {
    list_.Add("ehc.reassessment_final", decided.day, decided.by, FinalPlan(decided.day));
  }

  DutyList& list_;
  const Fact<v1::EhcRequested>& request_;
  const EhcStart start_;
  const std::optional<CivilDate> next_;
};

void AddRequests(DutyList& list) {
  const std::vector<EhcBegun> begun = BegunRequests(list.record.ehc, EarliestDay);
  for (size_t i = 0; i < begun.size(); ++i) {
    const std::optional<CivilDate> next =
        i + 1 < begun.size() ? std::optional(begun[i + 1].start.day) : std::nullopt;
    Assessment(list, *begun[i].request, begun[i].start, next).Add();
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
    list.Add("ehc.advice", asked, request.entry, given).set_owner_name(request->asked_of());
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
