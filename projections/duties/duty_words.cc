#include "projections/duties/duty_words.h"

#include <algorithm>
#include <utility>

#include "eventstore/base/check.h"
#include "projections/calendar/access_clock.h"
#include "projections/duties/duty_join.h"

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

std::optional<CivilDate> OptionalDay(bool present, int32_t days) {
  return present ? std::optional(DayAt(days)) : std::nullopt;
}

ExcuseClaim ClaimOf(const rows::DutyExcuse& excuse) {
  return {.ground = GroundOf(excuse.ground()),
          .days = {DayAt(excuse.first()), DayAt(excuse.last())},
          .advice_asked = OptionalDay(excuse.has_advice_asked(), excuse.advice_asked()),
          .new_date = OptionalDay(excuse.has_new_date(), excuse.new_date())};
}

bool IsAbout(const rows::DutyExcuse& excuse, const DueDate& due) {
  const std::string_view clock = ClockOf(excuse.limit());
  // Also of the same clock after a move, `ehc.final_plan_after_move`.
  const bool same = !clock.empty() && due.rule->id.substr(0, clock.size()) == clock;
  return same && due.start <= DayAt(excuse.day());
}

DueDate Explained(const DutyOnDay& duty, SchoolYears& years, CivilDate day) {
  if (duty.line != nullptr && IsCountedCaseByCase(*duty.line)) {
    return CountedCaseByCase(*duty.line, day);
  }
  const ClockRule& rule = *duty.due.rule;
  const CivilDate start = duty.due.start;
  return ComputeDue(rule, start, CalendarFor(rule, start, years)).value_or(duty.due);
}

v1::DutyState StateMessage(ClockState state) {
  switch (state) {
    case ClockState::kRunning:
      return v1::DUTY_STATE_RUNNING;
    case ClockState::kDueToday:
      return v1::DUTY_STATE_DUE_TODAY;
    case ClockState::kContestedDay:
      return v1::DUTY_STATE_CONTESTED_DAY;
    case ClockState::kOverdue:
      return v1::DUTY_STATE_OVERDUE;
    case ClockState::kDoneInTime:
      return v1::DUTY_STATE_DONE_IN_TIME;
    case ClockState::kDoneContested:
      return v1::DUTY_STATE_DONE_CONTESTED;
    case ClockState::kDoneLate:
      return v1::DUTY_STATE_DONE_LATE;
    case ClockState::kOpen:
      return v1::DUTY_STATE_OPEN;
    case ClockState::kOver:
      return v1::DUTY_STATE_OVER;
  }
  CAIRN_CHECK_UNREACHABLE();
}

}  // namespace

bool IsCountedCaseByCase(const rows::DutyLine& line) {
  return line.has_access() || line.rule_id() == "appeal.from_notice";
}

DueDate CountedCaseByCase(const rows::DutyLine& line, CivilDate day) {
  const CivilDate start = DayAt(line.start());
  if (!line.has_access()) {
    const bool certified = line.has_certificate() && DayAt(line.certificate()) <= day &&
                           !AnyContains(line.without_certificate(), day);
    return AppealBy(start, OptionalDay(certified, line.certificate()));
  }
  const rows::AccessTerms& terms = line.access();
  AccessRequest request{
      .received = start,
      .identity_proved = OptionalDay(terms.has_identity_proved(), terms.identity_proved())};
  if (terms.has_clarification_asked()) {
    request.clarifications.push_back(
        {.asked = DayAt(terms.clarification_asked()),
         .answered = OptionalDay(terms.has_clarification_given(), terms.clarification_given())});
  }
  if (terms.extended()) request.extension_told = start;
  // An answer ends the wait for clarification too.
  const CivilDate known = line.has_done() ? std::min(day, DayAt(line.done())) : day;
  return AccessDueBy(request, known).due;
}

const SchoolCalendar* CalendarFor(const ClockRule& rule, CivilDate start, SchoolYears& years) {
  const bool in_school_days =
      rule.counting == Counting::kSchoolDays || rule.counting == Counting::kInSummerTerm;
  return in_school_days ? years.Around(start) : nullptr;
}

DutyWords WordsOf(const rows::DutiesRows& rows, const DutyOnDay& duty, SchoolYears& years,
                  CivilDate day) {
  DutyWords words{.due = Explained(duty, years, day), .status = duty.status};
  words.status.sentence = SentenceOf(words.due, duty.status, duty.done);
  words.explanation = ExplainedOn(words.due, day, words.status);
  for (const rows::DutyExcuse& excuse : rows.excuses()) {
    if (DayAt(excuse.day()) > day || !IsAbout(excuse, words.due)) continue;
    words.excuses.push_back(Judge(words.due, ClaimOf(excuse)));
    words.explanation += " " + words.excuses.back().explanation;
  }
  return words;
}

v1::DutyState StateMessageOf(const DutyOnDay& duty) { return StateMessage(duty.status.state); }

v1::Duty DutyMessage(const rows::DutiesRows& rows, const DutyOnDay& duty, SchoolYears& years,
                     CivilDate day) {
  const ClockRule& rule = *duty.due.rule;
  DutyWords words = WordsOf(rows, duty, years, day);
  v1::Duty message;
  message.set_rule_id(std::string(rule.id));
  message.set_what(std::string(rule.what));
  message.set_source(std::string(rule.source));
  message.set_legal_duty(rule.force == Force::kLaw);
  *message.mutable_start() = ToProto(duty.due.start);
  *message.mutable_due() = ToProto(duty.due.due);
  if (duty.done.has_value()) *message.mutable_done() = ToProto(*duty.done);
  message.set_state(StateMessageOf(duty));
  message.set_days(duty.status.days);
  message.set_owner(rule.owner);
  message.set_owner_name(std::string(OwnerNameOf(rows, duty, day)));
  message.set_explanation(std::move(words.explanation));
  message.set_started_by_event_id(std::string(duty.started_by));
  message.set_done_by_event_id(std::string(duty.done_by));
  message.set_standing(std::move(words.status.sentence));
  return message;
}

}  // namespace cairn
