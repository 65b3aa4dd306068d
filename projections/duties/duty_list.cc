#include "projections/duties/duty_list.h"

#include <algorithm>
#include <tuple>

namespace cairn {
namespace {

ExcuseGround GroundOf(v1::EhcExceptionGround ground) {
  switch (ground) {
    case v1::EHC_EXCEPTION_GROUND_SCHOOL_CLOSED:
      return ExcuseGround::kSchoolClosed;
    case v1::EHC_EXCEPTION_GROUND_EARLY_YEARS_CLOSED:
      return ExcuseGround::kEarlyYearsProviderClosed;
    case v1::EHC_EXCEPTION_GROUND_AWAY:
      return ExcuseGround::kAbsentFromArea;
    case v1::EHC_EXCEPTION_GROUND_MISSED_APPOINTMENT:
      return ExcuseGround::kMissedAppointment;
    case v1::EHC_EXCEPTION_GROUND_PERSONAL_CIRCUMSTANCES:
    case v1::EHC_EXCEPTION_GROUND_UNSPECIFIED:
    case v1::EhcExceptionGround_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::EhcExceptionGround_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return ExcuseGround::kPersonalCircumstances;
}

// Which clock a claim is about.
std::string_view ClockOf(v1::EhcLimit limit) {
  switch (limit) {
    case v1::EHC_LIMIT_DECISION_TO_ASSESS:
      return "ehc.decide_whether_to_assess";
    case v1::EHC_LIMIT_ADVICE:
      return "ehc.advice";
    case v1::EHC_LIMIT_DECISION_NOT_TO_ISSUE:
      return "ehc.no_plan_notice";
    case v1::EHC_LIMIT_FINAL_PLAN:
      return "ehc.final_plan";
    case v1::EHC_LIMIT_REASSESSMENT:
      return "ehc.reassessment_final";
    case v1::EHC_LIMIT_UNSPECIFIED:
    case v1::EhcLimit_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::EhcLimit_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "";
}

bool NeedsSchoolDays(Counting counting) {
  return counting == Counting::kSchoolDays || counting == Counting::kInSummerTerm;
}

ExcuseClaim ClaimOf(const Fact<v1::EhcExceptionClaimed>& claimed) {
  const CivilDate first = EarliestDay(claimed->from()).value_or(claimed.day());
  return {.ground = GroundOf(claimed->ground()),
          .days = {first, LatestDay(claimed->to()).value_or(first)},
          .advice_asked = EarliestDay(claimed->advice_asked_on()),
          .new_date = EarliestDay(claimed->stated_due())};
}

void AddExcuses(const Record& record, Duty& duty) {
  for (const Fact<v1::EhcExceptionClaimed>& claimed : record.ehc.exceptions) {
    const std::string_view clock = ClockOf(claimed->limit());
    // Also of the same clock after a move, `ehc.final_plan_after_move`.
    const bool same = !clock.empty() && duty.rule_id().substr(0, clock.size()) == clock;
    if (!same || claimed.day() < duty.due.start) continue;
    duty.excuses.push_back(Judge(duty.due, ClaimOf(claimed)));
    duty.explanation += " " + duty.excuses.back().explanation;
  }
}

}  // namespace

void DutyList::Add(std::string_view rule_id, CivilDate start, EntryPtr started_by,
                   std::optional<Done> done) {
  const ClockRule* const rule = RuleInForce(rule_id, start);
  if (rule == nullptr) return;
  std::optional<SchoolCalendar> calendar;
  if (NeedsSchoolDays(rule->counting)) calendar = CalendarAround(start);
  std::optional<DueDate> due =
      ComputeDue(*rule, start, calendar.has_value() ? &*calendar : nullptr);
  if (due.has_value()) Add(std::move(*due), std::move(started_by), std::move(done));
}

Duty* DutyList::Begin(DueDate due, EntryPtr started_by, std::optional<Done> done) {
  // What is counted back from a day, or is due on it, may be known long before that day.
  const bool counted_on = due.due > due.start;
  const bool written = started_by == nullptr || started_by->FirstDay() <= day;
  if (!written || (counted_on && due.start > day)) return nullptr;
  Duty& duty =
      duties_.emplace_back(Duty{.due = std::move(due), .started_by = std::move(started_by)});
  if (done.has_value() && done->day <= day) {
    duty.done = done->day;
    duty.done_by = std::move(done->by);
  }
  return &duty;
}

void DutyList::Finish(Duty& duty, ClockStatus status) {
  duty.status = std::move(status);
  duty.explanation = ExplainedOn(duty.due, day, duty.status);
  AddExcuses(record, duty);
}

void DutyList::Add(DueDate due, EntryPtr started_by, std::optional<Done> done) {
  Duty* const duty = Begin(std::move(due), std::move(started_by), std::move(done));
  if (duty != nullptr) Finish(*duty, StatusOn(duty->due, day, duty->done));
}

void DutyList::AddRight(std::string_view rule_id, CivilDate start, EntryPtr started_by,
                        std::optional<Done> done) {
  std::optional<DueDate> due = ComputeDue(rule_id, start);
  if (due.has_value()) AddRight(std::move(*due), std::move(started_by), std::move(done));
}

void DutyList::AddRight(DueDate due, EntryPtr started_by, std::optional<Done> done) {
  Duty* const duty = Begin(std::move(due), std::move(started_by), std::move(done));
  if (duty != nullptr) Finish(*duty, StatusOfRightOn(duty->due, day, duty->done));
}

std::optional<SchoolCalendar> DutyList::CalendarAround(CivilDate start) const {
  return setting == nullptr ? std::nullopt : SchoolCalendarAround(*setting, start);
}

std::vector<Duty> DutyList::Take() {
  std::stable_sort(duties_.begin(), duties_.end(), [](const Duty& a, const Duty& b) {
    return std::tuple(a.due.due, a.rule_id()) < std::tuple(b.due.due, b.rule_id());
  });
  return std::move(duties_);
}

CivilDate NoticeSentOn(const Fact<v1::EhcDecisionNotified>& decision) {
  return EarliestDay(decision->notice_sent()).value_or(decision.day());
}

CivilDate PlanDateOf(const Fact<v1::EhcPlanServed>& served) {
  return EarliestDay(served->plan_date()).value_or(served.day());
}

std::optional<Done> FirstPlan(const Record& record, CivilDate from, v1::EhcPlanStage stage) {
  return FirstFrom(
      record.ehc.served, from, [&](const v1::EhcPlanServed& one) { return one.stage() == stage; },
      PlanDateOf);
}

std::vector<Duty> DutiesOn(const Record& record, const Setting* setting, CivilDate day) {
  DutyList list(record, setting, day);
  AddAssessmentDuties(list);
  AddReviewDuties(list);
  AddDisputeDuties(list);
  AddRightsDuties(list);
  AddSchoolDuties(list);
  return list.Take();
}

}  // namespace cairn
