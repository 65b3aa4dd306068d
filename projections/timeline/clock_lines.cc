// Due dates beside the entries that start or meet them: AddClockLines of computed_lines.h.
#include <optional>

#include "absl/strings/str_format.h"

#include "projections/calendar/statutory_clocks.h"
#include "projections/timeline/computed_lines.h"
#include "projections/wording/words.h"

namespace cairn {
namespace {

// As far as the setting has set its terms around the start; what is counted in school days is not
// computed without.
std::optional<DueDate> DueOf(const TimelineContext& context, std::string_view rule_id,
                             CivilDate start) {
  const std::optional<SchoolCalendar> calendar =
      context.setting == nullptr ? std::nullopt : SchoolCalendarAround(*context.setting, start);
  return ComputeDue(rule_id, start, calendar.has_value() ? &*calendar : nullptr);
}

// "=due 2 Jul 2025, in time" or "=due 2 Jul 2025, 3 days late".
std::string Met(CivilDate due, CivilDate done) {
  const std::string verdict =
      done <= due ? std::string("in time") : Counted(done - due, "day") + " late";
  return "=due " + FormatDate(due) + ", " + verdict;
}

void AddDue(std::string_view what, std::string_view rule_id, std::optional<CivilDate> start,
            std::vector<std::string>& lines) {
  if (!start.has_value()) return;
  const std::optional<DueDate> due = ComputeDue(rule_id, *start);
  if (due.has_value()) lines.push_back(absl::StrFormat("=%s %s", what, FormatDate(due->due)));
}

// The last request that the authority had when `day` came.
std::optional<CivilDate> RequestReceived(const Record& record, CivilDate day) {
  std::optional<CivilDate> received;
  for (const Fact<v1::EhcRequested>& request : record.ehc.requests) {
    const std::optional<CivilDate> on = EarliestDay(request->received_by_authority());
    if (on.has_value() && *on <= day) received = on;
  }
  return received;
}

// The last order to assess before `day`.
std::optional<CivilDate> OrderedToAssess(const Record& record, CivilDate day) {
  std::optional<CivilDate> ordered;
  for (const Dispute& dispute : record.disputes.disputes) {
    for (const Fact<v1::DisputeStepRecorded>& step : dispute.steps) {
      if (step->step() != v1::DISPUTE_STEP_ORDER_MADE || step->order() != "la_must_assess")
        continue;
      const CivilDate on = EarliestDay(step->order_date()).value_or(step.day());
      if (on <= day) ordered = on;
    }
  }
  return ordered;
}

// The notice that a dispute is about, or else the last one before it.
std::optional<CivilDate> NoticeSent(const Record& record, const Dispute& dispute, CivilDate day) {
  if (dispute.opened) {
    for (const EntryPtr& about : LinkedFrom(record, *dispute.opened.entry, v1::RELATION_ABOUT)) {
      if (about->entry().has_ehc_decision_notified()) {
        return EarliestDay(about->entry().ehc_decision_notified().notice_sent());
      }
    }
  }
  std::optional<CivilDate> sent;
  for (const Fact<v1::EhcDecisionNotified>& decision : record.ehc.decisions) {
    const std::optional<CivilDate> on = EarliestDay(decision->notice_sent());
    if (on.has_value() && *on <= day) sent = on;
  }
  return sent;
}

void AddDecision(const Record& record, const EffectiveEntry& entry,
                 std::vector<std::string>& lines) {
  const v1::EhcDecisionNotified& decision = entry.entry().ehc_decision_notified();
  const CivilDate sent = EarliestDay(decision.notice_sent()).value_or(entry.FirstDay());
  const std::optional<CivilDate> received = RequestReceived(record, sent);
  const bool whether_to_assess = decision.decision() == v1::EHC_DECISION_ASSESS ||
                                 decision.decision() == v1::EHC_DECISION_REFUSE_TO_ASSESS;
  if (whether_to_assess && received.has_value()) {
    const auto due = ComputeDue("ehc.decide_whether_to_assess", *received);
    if (due.has_value()) lines.push_back(Met(due->due, sent));
  }
  if (decision.decision() == v1::EHC_DECISION_REFUSE_TO_ISSUE && received.has_value()) {
    const auto due = ComputeDue("ehc.no_plan_notice", *received);
    if (due.has_value()) lines.push_back(Met(due->due, sent));
  }
}

void AddFinalPlan(const Record& record, const EffectiveEntry& entry,
                  std::vector<std::string>& lines) {
  const v1::EhcPlanServed& served = entry.entry().ehc_plan_served();
  if (served.stage() != v1::EHC_PLAN_STAGE_FINAL) return;
  const CivilDate day = EarliestDay(served.plan_date()).value_or(entry.FirstDay());
  const std::optional<CivilDate> ordered = OrderedToAssess(record, day);
  const std::optional<CivilDate> received = RequestReceived(record, day);
  std::optional<DueDate> due;
  if (ordered.has_value()) {
    due = ComputeDue("order.assess.final_plan", *ordered);
  } else if (received.has_value()) {
    due = ComputeDue("ehc.final_plan", *received);
  }
  if (due.has_value()) lines.push_back(Met(due->due, day));
  AddDue("annual review by", "review.first", day, lines);
}

void AddDisputeStep(const Record& record, const EffectiveEntry& entry,
                    std::vector<std::string>& lines) {
  const v1::DisputeStepRecorded& step = entry.entry().dispute_step_recorded();
  const Dispute& dispute = *FindDispute(record.disputes, step.dispute_id());
  if (step.step() == v1::DISPUTE_STEP_MEDIATION_HELD && step.agreement() && !step.appealable()) {
    AddDue("to be carried out by", "mediation.terms", entry.FirstDay(), lines);
  }
  if (step.step() == v1::DISPUTE_STEP_CERTIFICATE_ISSUED) {
    const CivilDate issued = EarliestDay(step.certificate_date()).value_or(entry.FirstDay());
    const std::optional<CivilDate> notice = NoticeSent(record, dispute, issued);
    if (notice.has_value()) {
      lines.push_back("=appeal by " + FormatDate(AppealBy(*notice, issued).due));
    }
  }
  if (step.step() == v1::DISPUTE_STEP_ORDER_MADE && step.order() == "la_must_assess") {
    const std::optional<CivilDate> made = EarliestDay(step.order_date());
    AddDue("tell the parents by", "order.assess.notify", made, lines);
    AddDue("or refuse a plan by", "order.assess.no_plan_notice", made, lines);
    AddDue("final plan by", "order.assess.final_plan", made, lines);
  }
}

void AddDisputeOpened(const v1::DisputeOpened& opened, CivilDate day,
                      std::vector<std::string>& lines) {
  if (opened.dispute() == v1::DISPUTE_KIND_MEDIATION && opened.has_wishes_to_mediate()) {
    if (opened.wishes_to_mediate()) {
      AddDue("to be arranged by", "mediation.arranged",
             EarliestDay(opened.authority_told()).value_or(day), lines);
    } else {
      AddDue("certificate by", "mediation.certificate", day, lines);
    }
  }
  if (opened.dispute() == v1::DISPUTE_KIND_APPEAL) {
    AddDue("response by", "appeal.response", EarliestDay(opened.registered_on()), lines);
  }
}

std::string_view RuleOf(v1::RightsKind right) {
  if (right == v1::RIGHTS_KIND_ACCESS) return "rights.access";
  if (right == v1::RIGHTS_KIND_RECTIFICATION) return "rights.rectification";
  if (right == v1::RIGHTS_KIND_EDUCATIONAL_RECORD) return "rights.educational_record";
  return "";
}

void AddRights(const TimelineContext& context, const EffectiveEntry& entry,
               std::vector<std::string>& lines) {
  const v1::Entry& fact = entry.entry();
  if (fact.has_rights_requested()) {
    const auto due = DueOf(context, RuleOf(fact.rights_requested().right()), entry.FirstDay());
    if (due.has_value()) lines.push_back("=due " + FormatDate(due->due));
  }
  if (!fact.has_rights_answered()) return;
  const RightsRequest* request =
      FindRightsRequest(context.record.disputes, fact.rights_answered().rights_request_id());
  if (request == nullptr || !request->requested) return;
  const auto due = DueOf(context, RuleOf(request->requested->right()), request->requested.day());
  if (due.has_value()) lines.push_back(Met(due->due, entry.FirstDay()));
}

void AddHandover(const TimelineContext& context, const EffectiveEntry& entry,
                 std::vector<std::string>& lines) {
  const v1::RecordHandedOver& handover = entry.entry().record_handed_over();
  const CivilDate left = EarliestDay(handover.last_day()).value_or(entry.FirstDay());
  const std::optional<DueDate> due = DueOf(context, "record.transfer", left);
  const std::optional<CivilDate> sent = EarliestDay(handover.sen_file_sent());
  if (due.has_value()) {
    lines.push_back(sent.has_value() ? Met(due->due, *sent) : "=due " + FormatDate(due->due));
  }
  if (!handover.has_receipt_confirmed()) lines.push_back("=no receipt recorded");
}

}  // namespace

void AddClockLines(const TimelineContext& context, const EffectiveEntry& entry,
                   std::vector<std::string>& lines) {
  const Record& record = context.record;
  const v1::Entry& fact = entry.entry();
  if (fact.has_ehc_requested() && record.ehc.decisions.empty()) {
    AddDue("decision due", "ehc.decide_whether_to_assess",
           EarliestDay(fact.ehc_requested().received_by_authority()), lines);
  }
  if (fact.has_ehc_decision_notified()) AddDecision(record, entry, lines);
  if (fact.has_ehc_plan_served()) AddFinalPlan(record, entry, lines);
  if (fact.has_dispute_opened()) {
    AddDisputeOpened(fact.dispute_opened(), entry.FirstDay(), lines);
  }
  if (fact.has_dispute_step_recorded()) AddDisputeStep(record, entry, lines);
  if (fact.has_rights_requested() || fact.has_rights_answered()) AddRights(context, entry, lines);
  if (fact.has_record_handed_over()) AddHandover(context, entry, lines);
}

}  // namespace cairn
