// Mediation, appeals and orders of the tribunal.
#include <algorithm>

#include "projections/codes/appeal_types.h"
#include "projections/duties/duty_list.h"

namespace cairn {
namespace {

using Decision = Fact<v1::EhcDecisionNotified>;

// Children and Families Act 2014 s51(2): what can be appealed.
bool IsAppealable(v1::EhcDecision decision) {
  return decision == v1::EHC_DECISION_REFUSE_TO_ASSESS ||
         decision == v1::EHC_DECISION_REFUSE_TO_REASSESS ||
         decision == v1::EHC_DECISION_REFUSE_TO_ISSUE || decision == v1::EHC_DECISION_MAINTAIN ||
         decision == v1::EHC_DECISION_CEASE;
}

// A notice that can be appealed, and the next one after it: what follows that is about that.
struct Notice {
  CivilDate sent;
  EntryPtr by;
  std::optional<CivilDate> next;
};

bool IsNotice(const EffectiveEntry& entry) {
  return entry.entry().has_ehc_decision_notified() || entry.entry().has_ehc_plan_served();
}

CivilDate OpenedOn(const Dispute& dispute) {
  return EarliestDay(dispute.opened->received_on()).value_or(dispute.opened.day());
}

// By a link, else by the day of the notice that it names, else by its own day.
bool IsAbout(const Record& record, const Dispute& dispute, const Notice& notice) {
  if (!dispute.opened) return false;
  for (const EntryPtr& about : LinkedFrom(record, *dispute.opened.entry, v1::RELATION_ABOUT)) {
    if (IsNotice(*about)) return about->version() == notice.by->version();
  }
  if (const auto named = EarliestDay(dispute.opened->notice_sent())) return *named == notice.sent;
  const CivilDate day = OpenedOn(dispute);
  return notice.sent <= day && (!notice.next.has_value() || day < *notice.next);
}

CivilDate DateOf(const Fact<v1::DisputeStepRecorded>& step) {
  const bool certificate = step->step() == v1::DISPUTE_STEP_CERTIFICATE_ISSUED;
  const bool order = step->step() == v1::DISPUTE_STEP_ORDER_MADE;
  if (certificate) return EarliestDay(step->certificate_date()).value_or(step.day());
  if (order) return EarliestDay(step->order_date()).value_or(step.day());
  return step.day();
}

std::optional<Done> FirstStep(const Dispute& dispute, v1::DisputeStep kind, CivilDate from) {
  return FirstFrom(
      dispute.steps, from, [&](const v1::DisputeStepRecorded& step) { return step.step() == kind; },
      DateOf);
}

std::optional<Done> Earlier(std::optional<Done> one, std::optional<Done> other) {
  if (!one.has_value()) return other;
  return other.has_value() && other->day < one->day ? other : one;
}

// What the family did about a notice.
struct Steps {
  std::optional<Done> contact;  // with a mediation adviser; beginning to mediate is one
  std::optional<Done> certificate;
  std::optional<Done> appeal;
  std::vector<Days> section_i_only;  // when the appeal is about the school alone
};

// Whether an appeal opened on `day` is about the school alone: of several the last one says so.
void NoteSections(const v1::DisputeOpened& appeal, CivilDate day, std::vector<Days>& only_i) {
  const bool is_so = !only_i.empty() && !only_i.back().last.has_value();
  const bool will_be = codes::IsAboutSectionIOnly(appeal);
  if (!is_so && will_be) only_i.push_back({day, std::nullopt});
  if (is_so && !will_be) only_i.back().last = day.AddDays(-1);
}

Steps StepsAfter(const DutyList& list, const Notice& notice) {
  Steps steps;
  for (const Dispute& dispute : list.record.disputes.disputes) {
    if (!IsAbout(list.record, dispute, notice)) continue;
    const Done opened{OpenedOn(dispute), dispute.opened.entry};
    if (dispute.opened->dispute() == v1::DISPUTE_KIND_MEDIATION) {
      steps.contact = Earlier(steps.contact, opened);
    }
    if (dispute.opened->dispute() == v1::DISPUTE_KIND_APPEAL) {
      steps.appeal = Earlier(steps.appeal, opened);
      NoteSections(*dispute.opened, opened.day, steps.section_i_only);
    }
    steps.contact =
        Earlier(steps.contact, FirstStep(dispute, v1::DISPUTE_STEP_ADVISER_CONTACTED, notice.sent));
    steps.certificate = Earlier(
        steps.certificate, FirstStep(dispute, v1::DISPUTE_STEP_CERTIFICATE_ISSUED, notice.sent));
  }
  return steps;
}

void AddRightOfAppeal(DutyList& list, const Notice& notice) {
  const Steps steps = StepsAfter(list, notice);
  rows::DutyLine& contact =
      list.AddRight("mediation.contact", notice.sent, notice.by, steps.contact);
  for (const Days& days : steps.section_i_only) Hide(contact, days);
  rows::DutyLine& appeal =
      list.AddRight("appeal.from_notice", notice.sent, notice.by, steps.appeal);
  if (!steps.certificate.has_value()) return;
  appeal.set_certificate(steps.certificate->day.epoch_days());
  for (const Days& days : steps.section_i_only) Write(days, *appeal.add_without_certificate());
}

// Every notice that can be appealed, in the order in which they were sent.
std::vector<Notice> AppealableNotices(const Record& record) {
  std::vector<Notice> notices;
  for (const Decision& decision : record.ehc.decisions) {
    if (!IsAppealable(decision->decision())) continue;
    notices.push_back({.sent = NoticeSentOn(decision), .by = decision.entry});
  }
  for (const Fact<v1::EhcPlanServed>& served : record.ehc.served) {
    if (served->stage() == v1::EHC_PLAN_STAGE_DRAFT) continue;
    notices.push_back(
        {.sent = EarliestDay(served->sent_on()).value_or(served.day()), .by = served.entry});
  }
  std::sort(notices.begin(), notices.end(),
            [](const Notice& a, const Notice& b) { return a.sent < b.sent; });
  for (size_t i = 0; i + 1 < notices.size(); ++i) notices[i].next = notices[i + 1].sent;
  return notices;
}

void AddMediation(DutyList& list, const Dispute& dispute) {
  const v1::DisputeOpened& opened = *dispute.opened;
  const CivilDate day = dispute.opened.day();
  const auto held = FirstStep(dispute, v1::DISPUTE_STEP_MEDIATION_HELD, day);
  const auto certificate = FirstStep(dispute, v1::DISPUTE_STEP_CERTIFICATE_ISSUED, day);
  if (opened.has_wishes_to_mediate() && !opened.wishes_to_mediate()) {
    list.Add("mediation.certificate", day, dispute.opened.entry, certificate);
  } else if (opened.has_wishes_to_mediate()) {
    list.Add("mediation.arranged", EarliestDay(opened.authority_told()).value_or(day),
             dispute.opened.entry, held);
  }
  if (!held.has_value()) return;
  list.Add("mediation.certificate_after_mediation", held->day, held->by, certificate);
  const v1::DisputeStepRecorded& terms = held->by->entry().dispute_step_recorded();
  if (terms.agreement() && !terms.appealable()) {
    list.Add("mediation.terms", held->day, held->by,
             FirstStep(dispute, v1::DISPUTE_STEP_CARRIED_OUT, held->day));
  }
}

void AddOrderToAssess(DutyList& list, CivilDate made, const EntryPtr& by) {
  const auto decided = FirstDecision(
      list.record, made, [](v1::EhcDecision one) { return one == v1::EHC_DECISION_ASSESS; });
  const auto refused = FirstDecision(list.record, made, [](v1::EhcDecision one) {
    return one == v1::EHC_DECISION_REFUSE_TO_ISSUE;
  });
  const auto final_plan = FirstPlan(list.record, made, v1::EHC_PLAN_STAGE_FINAL);
  list.Add("order.assess.notify", made, by, decided);
  list.AddPlanOrNotice(made, by, {"order.assess.final_plan", final_plan},
                       {"order.assess.no_plan_notice", refused});
}

void AddAppeal(DutyList& list, const Dispute& dispute) {
  if (dispute.opened && dispute.opened->has_registered_on()) {
    const CivilDate registered =
        EarliestDay(dispute.opened->registered_on()).value_or(dispute.opened.day());
    list.Add("appeal.response", registered, dispute.opened.entry,
             FirstStep(dispute, v1::DISPUTE_STEP_RESPONSE_SENT, registered));
  }
  for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
    if (IsOrderToAssess(*step)) AddOrderToAssess(list, DateOf(step), step.entry);
  }
}

}  // namespace

void AddDisputeDuties(DutyList& list) {
  for (const Notice& notice : AppealableNotices(list.record)) AddRightOfAppeal(list, notice);
  for (const Dispute& dispute : list.record.disputes.disputes) {
    if (dispute.opened && dispute.opened->dispute() == v1::DISPUTE_KIND_MEDIATION) {
      AddMediation(list, dispute);
    }
    AddAppeal(list, dispute);
  }
}

}  // namespace cairn
