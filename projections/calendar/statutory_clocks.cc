#include "projections/calendar/statutory_clocks.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "eventstore/base/check.h"
#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

constexpr int kClosureDaysMin = 28;

// "6 weeks", "1 month".
std::string Amount(int count, std::string_view unit) {
  return absl::StrFormat("%d %s%s", count, unit, count == 1 ? "" : "s");
}

// The counted date before any move, and whether it exists.
std::optional<CivilDate> Counted(const ClockRule& rule, CivilDate start,
                                 const SchoolCalendar* calendar) {
  switch (rule.counting) {
    case Counting::kDays:
      return start.AddDays(rule.count);
    case Counting::kDaysBeginningWith:
      return start.AddDays(rule.count - 1);
    case Counting::kWeeks:
      return start.AddWeeks(rule.count);
    case Counting::kWeeksBefore:
      return start.AddWeeks(-rule.count);
    case Counting::kMonths:
    case Counting::kMonthsThenWorkingDay:
    case Counting::kMonthsAppeal:
      return start.AddMonths(rule.count);
    case Counting::kMonthsBeginningWith:
      return start.AddMonths(rule.count).AddDays(-1);
    case Counting::kYears:
      return start.AddYears(rule.count);
    case Counting::kWorkingDays:
      return AddWorkingDays(start, rule.count);
    case Counting::kTribunalWorkingDays:
      return AddTribunalWorkingDays(start, rule.count);
    case Counting::kSchoolDays:
      if (calendar == nullptr) return std::nullopt;
      return AddSchoolDays(*calendar, start, rule.count);
  }
  CAIRN_CHECK_UNREACHABLE();
}

// The date after the move that the form of counting allows.
CivilDate Moved(const ClockRule& rule, CivilDate counted) {
  if (rule.counting == Counting::kMonthsAppeal) return EndOfAppealTime(counted);
  if (rule.counting == Counting::kMonthsThenWorkingDay) return WorkingDayOnOrAfter(counted);
  return counted;
}

// "within 6 weeks of 5 Nov 2024, when the authority received the request, that day not counted".
std::string HowCounted(const ClockRule& rule, CivilDate start) {
  const std::string when = absl::StrFormat("%s, when %s", FormatDate(start), rule.start);
  switch (rule.counting) {
    case Counting::kDays:
      return absl::StrFormat("within %s of %s, that day not counted", Amount(rule.count, "day"),
                             when);
    case Counting::kDaysBeginningWith:
      return absl::StrFormat("%s beginning with %s, that day counted", Amount(rule.count, "day"),
                             when);
    case Counting::kWeeks:
      return absl::StrFormat("within %s of %s, that day not counted", Amount(rule.count, "week"),
                             when);
    case Counting::kWeeksBefore:
      return absl::StrFormat("at least %s before %s", Amount(rule.count, "week"), when);
    case Counting::kMonths:
    case Counting::kMonthsThenWorkingDay:
    case Counting::kMonthsAppeal:
      return absl::StrFormat("within %s of %s", Amount(rule.count, "month"), when);
    case Counting::kMonthsBeginningWith:
      return absl::StrFormat("%s beginning with %s, that day counted", Amount(rule.count, "month"),
                             when);
    case Counting::kYears:
      return absl::StrFormat("%s after %s", Amount(rule.count, "year"), when);
    case Counting::kWorkingDays:
      return absl::StrFormat("within %s of %s, that day not counted",
                             Amount(rule.count, "working day"), when);
    case Counting::kTribunalWorkingDays:
      return absl::StrFormat(
          "within %s of %s, that day, August and 25 December to 1 January not counted",
          Amount(rule.count, "working day"), when);
    case Counting::kSchoolDays:
      return absl::StrFormat("within %s of %s, that day not counted",
                             Amount(rule.count, "school day"), when);
  }
  CAIRN_CHECK_UNREACHABLE();
}

// Why the date is not the counted one; empty if it is.
std::string WhyMoved(const ClockRule& rule, CivilDate counted, CivilDate due) {
  if (counted == due) return "";
  if (rule.counting == Counting::kMonthsAppeal && IsTribunalHoliday(counted)) {
    return absl::StrFormat("; %s is in the tribunal's holidays, so the first working day after %s",
                           FormatDate(counted), counted.month() == 8 ? "31 August" : "1 January");
  }
  return absl::StrFormat("; %s is no working day, so the next one", FormatDate(counted));
}

DueDate Explained(const ClockRule& rule, CivilDate start, CivilDate counted,
                  std::string_view note) {
  const CivilDate due = Moved(rule, counted);
  const bool by_tribunal_rules = rule.counting == Counting::kMonthsAppeal;
  return {.rule = &rule,
          .start = start,
          .due = due,
          .explanation =
              absl::StrFormat("%s due %s: %s%s%s (%s%s).", rule.what, FormatDate(due),
                              HowCounted(rule, start), note, WhyMoved(rule, counted, due),
                              rule.source, by_tribunal_rules && counted != due ? ", r12" : "")};
}

}  // namespace

const ClockRule* RuleInForce(std::string_view id, CivilDate start) {
  const std::span<const ClockRule> rules = ClockRules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const ClockRule& rule) {
    return rule.id == id && rule.valid_from <= start && start <= rule.valid_to;
  });
  return found == rules.end() ? nullptr : &*found;
}

std::optional<DueDate> ComputeDue(const ClockRule& rule, CivilDate start,
                                  const SchoolCalendar* calendar) {
  const std::optional<CivilDate> counted = Counted(rule, start, calendar);
  if (!counted.has_value()) return std::nullopt;
  return Explained(rule, start, *counted, "");
}

std::optional<DueDate> ComputeDue(std::string_view rule_id, CivilDate start,
                                  const SchoolCalendar* calendar) {
  const ClockRule* rule = RuleInForce(rule_id, start);
  if (rule == nullptr) return std::nullopt;
  return ComputeDue(*rule, start, calendar);
}

DueDate AppealBy(CivilDate notice_sent, std::optional<CivilDate> certificate_issued) {
  const std::span<const ClockRule> rules = ClockRules();
  const ClockRule& by_certificate = rules[0];
  const ClockRule& by_notice = rules[1];
  CAIRN_CHECK(by_certificate.id == "appeal.from_certificate");
  CAIRN_CHECK(by_notice.id == "appeal.from_notice");

  const CivilDate notice_end = notice_sent.AddMonths(by_notice.count);
  if (!certificate_issued.has_value()) return Explained(by_notice, notice_sent, notice_end, "");
  const CivilDate certificate_end = certificate_issued->AddMonths(by_certificate.count);
  if (certificate_end <= notice_end) {
    return Explained(by_notice, notice_sent, notice_end,
                     absl::StrFormat(", later than 1 month from the certificate of %s",
                                     FormatDate(*certificate_issued)));
  }
  return Explained(
      by_certificate, *certificate_issued, certificate_end,
      absl::StrFormat(", later than 2 months from the notice of %s", FormatDate(notice_sent)));
}

std::optional<ExcusedWindow> ClosureWindow(CivilDate closes, CivilDate reopens) {
  if (reopens - closes < kClosureDaysMin) return std::nullopt;
  const CivilDate boundary = reopens.AddDays(-7);
  return ExcusedWindow{
      .first = closes.AddDays(-7), .last_certain = boundary.AddDays(-1), .boundary = boundary};
}

}  // namespace cairn
