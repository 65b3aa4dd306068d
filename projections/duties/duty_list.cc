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

ExcuseClaim ClaimOf(const Fact<v1::EhcExceptionClaimed>& claimed) {
  const CivilDate first = EarliestDay(claimed->from()).value_or(claimed.day());
  return {.ground = GroundOf(claimed->ground()),
          .days = {first, LatestDay(claimed->to()).value_or(first)},
          .advice_asked = EarliestDay(claimed->advice_asked_on()),
          .new_date = EarliestDay(claimed->stated_due())};
}

void AddExcuses(const Record& record, Duty& duty) {
  for (const Fact<v1::EhcExceptionClaimed>& claimed : record.ehc.exceptions) {
    if (ClockOf(claimed->limit()) != duty.rule_id() || claimed.day() < duty.due.start) continue;
    duty.excuses.push_back(Judge(duty.due, ClaimOf(claimed)));
    duty.explanation += " " + duty.excuses.back().explanation;
  }
}

}  // namespace

void DutyList::Add(std::string_view rule_id, CivilDate start, EntryPtr started_by,
                   std::optional<Done> done) {
  const std::optional<SchoolCalendar> calendar =
      setting == nullptr ? std::nullopt : SchoolCalendarAround(*setting, start);
  std::optional<DueDate> due =
      ComputeDue(rule_id, start, calendar.has_value() ? &*calendar : nullptr);
  if (due.has_value()) Add(std::move(*due), std::move(started_by), std::move(done));
}

void DutyList::Add(DueDate due, EntryPtr started_by, std::optional<Done> done) {
  // What is counted back from a day, or is due on it, may be known long before that day.
  const bool counted_on = due.due > due.start;
  const bool written = started_by == nullptr || started_by->FirstDay() <= day;
  if (!written || (counted_on && due.start > day)) return;
  Duty duty{.due = std::move(due), .started_by = std::move(started_by)};
  if (done.has_value() && done->day <= day) {
    duty.done = done->day;
    duty.done_by = std::move(done->by);
  }
  duty.status = StatusOn(duty.due, day, duty.done);
  duty.explanation = ExplainedOn(duty.due, day, duty.done);
  AddExcuses(record, duty);
  duties_.push_back(std::move(duty));
}

std::vector<Duty> DutyList::Take() {
  std::stable_sort(duties_.begin(), duties_.end(), [](const Duty& a, const Duty& b) {
    return std::tuple(a.due.due, a.rule_id()) < std::tuple(b.due.due, b.rule_id());
  });
  return std::move(duties_);
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
