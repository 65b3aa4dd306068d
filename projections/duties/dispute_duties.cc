// Mediation, appeals and orders of the tribunal.
#include <algorithm>

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

bool IsAboutSectionIAlone(const v1::DisputeOpened& opened) {
  return opened.sections_size() == 1 && opened.sections(0) == "I";
}

CivilDate OpenedOn(const Dispute& dispute) {
  return EarliestDay(dispute.opened->received_on()).value_or(dispute.opened.day());
}

// The first dispute of `kind` from `from`.
std::optional<Done> FirstOpened(const DutyList& list, v1::DisputeKind kind, CivilDate from) {
  std::optional<Done> first;
  for (const Dispute& dispute : list.record.disputes.disputes) {
    if (!dispute.opened || dispute.opened->dispute() != kind) continue;
    const CivilDate day = OpenedOn(dispute);
    if (day < from || (first.has_value() && first->day <= day)) continue;
    first = Done{day, dispute.opened.entry};
  }
  return first;
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

// The first certificate from `from` in any dispute.
std::optional<CivilDate> CertificateFrom(const DutyList& list, CivilDate from) {
  std::optional<CivilDate> issued;
  for (const Dispute& dispute : list.record.disputes.disputes) {
    const auto step = FirstStep(dispute, v1::DISPUTE_STEP_CERTIFICATE_ISSUED, from);
    if (step.has_value() && step->day <= list.day)
      issued = std::min(issued.value_or(step->day), step->day);
  }
  return issued;
}

// An adviser counts as contacted when the step says so, or when mediation begins.
std::optional<Done> ContactFrom(const DutyList& list, CivilDate from) {
  std::optional<Done> first = FirstOpened(list, v1::DISPUTE_KIND_MEDIATION, from);
  for (const Dispute& dispute : list.record.disputes.disputes) {
    const auto step = FirstStep(dispute, v1::DISPUTE_STEP_ADVISER_CONTACTED, from);
    if (step.has_value() && (!first.has_value() || step->day < first->day)) first = step;
  }
  return first;
}

void AddRightOfAppeal(DutyList& list, CivilDate sent, const EntryPtr& by) {
  const std::optional<Done> appealed = FirstOpened(list, v1::DISPUTE_KIND_APPEAL, sent);
  const bool section_i_alone =
      appealed.has_value() && IsAboutSectionIAlone(appealed->by->entry().dispute_opened());
  if (!section_i_alone) list.Add("mediation.contact", sent, by, ContactFrom(list, sent));
  const std::optional<CivilDate> certificate =
      section_i_alone ? std::nullopt : CertificateFrom(list, sent);
  list.Add(AppealBy(sent, certificate), by, appealed);
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
  const auto decided = FirstFrom(
      list.record.ehc.decisions, made,
      [](const v1::EhcDecisionNotified& one) { return one.decision() == v1::EHC_DECISION_ASSESS; },
      [](const Decision& one) { return EarliestDay(one->notice_sent()).value_or(one.day()); });
  const auto final_plan = FirstFrom(
      list.record.ehc.served, made,
      [](const v1::EhcPlanServed& one) { return one.stage() == v1::EHC_PLAN_STAGE_FINAL; },
      [](const Fact<v1::EhcPlanServed>& one) {
        return EarliestDay(one->plan_date()).value_or(one.day());
      });
  const auto refused = FirstFrom(
      list.record.ehc.decisions, made,
      [](const v1::EhcDecisionNotified& one) {
        return one.decision() == v1::EHC_DECISION_REFUSE_TO_ISSUE;
      },
      [](const Decision& one) { return EarliestDay(one->notice_sent()).value_or(one.day()); });
  list.Add("order.assess.notify", made, by, decided);
  if (refused.has_value()) {
    list.Add("order.assess.no_plan_notice", made, by, refused);
  } else {
    list.Add("order.assess.final_plan", made, by, final_plan);
  }
}

void AddAppeal(DutyList& list, const Dispute& dispute) {
  if (dispute.opened && dispute.opened->has_registered_on()) {
    const CivilDate registered =
        EarliestDay(dispute.opened->registered_on()).value_or(dispute.opened.day());
    list.Add("appeal.response", registered, dispute.opened.entry,
             FirstStep(dispute, v1::DISPUTE_STEP_RESPONSE_SENT, registered));
  }
  for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
    if (step->step() != v1::DISPUTE_STEP_ORDER_MADE || step->order() != "la_must_assess") continue;
    AddOrderToAssess(list, DateOf(step), step.entry);
  }
}

}  // namespace

void AddDisputeDuties(DutyList& list) {
  for (const Decision& decision : list.record.ehc.decisions) {
    if (!IsAppealable(decision->decision())) continue;
    AddRightOfAppeal(list, EarliestDay(decision->notice_sent()).value_or(decision.day()),
                     decision.entry);
  }
  for (const Fact<v1::EhcPlanServed>& served : list.record.ehc.served) {
    if (served->stage() == v1::EHC_PLAN_STAGE_DRAFT) continue;
    AddRightOfAppeal(list, EarliestDay(served->sent_on()).value_or(served.day()), served.entry);
  }
  for (const Dispute& dispute : list.record.disputes.disputes) {
    if (dispute.opened && dispute.opened->dispute() == v1::DISPUTE_KIND_MEDIATION) {
      AddMediation(list, dispute);
    }
    AddAppeal(list, dispute);
  }
}

}  // namespace cairn
