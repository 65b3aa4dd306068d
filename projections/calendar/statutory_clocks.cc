#include "projections/calendar/statutory_clocks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "eventstore/base/check.h"
#include "projections/calendar/bank_holidays.h"
#include "projections/calendar/working_days.h"

namespace cairn {
namespace {

// An end and what happened to it on the way.
struct Stretched {
  CivilDate end;
  int paused_days = 0;
  std::vector<std::string> why;
};

// The end moves on by every day between `start`, which is not counted, and itself on which the
// clock stood still: once for each day, however many pauses hold it.
Stretched WithPauses(CivilDate start, CivilDate counted, std::span<const Pause> pauses) {
  std::vector<Pause> in_order(pauses.begin(), pauses.end());
  std::sort(in_order.begin(), in_order.end(),
            [](const Pause& a, const Pause& b) { return a.days.first < b.days.first; });
  Stretched stretched{.end = counted};
  CivilDate counted_to = start;
  for (const Pause& pause : in_order) {
    const CivilDate first = std::max(pause.days.first, counted_to.AddDays(1));
    if (first > stretched.end || first > pause.days.last) continue;
    const int paused_days = pause.days.last - first + 1;
    stretched.end = stretched.end.AddDays(paused_days);
    stretched.paused_days += paused_days;
    stretched.why.push_back(absl::StrFormat("%s to %s, %s", FormatDate(pause.days.first),
                                            FormatDate(pause.days.last), pause.why));
    counted_to = pause.days.last;
  }
  return stretched;
}

std::string WhyStretched(const Stretched& stretched) {
  if (stretched.paused_days == 0) return "";
  return absl::StrFormat("; %d day%s not counted (%s)", stretched.paused_days,
                         stretched.paused_days == 1 ? "" : "s", absl::StrJoin(stretched.why, "; "));
}

// Why the date is not the counted one; empty if it is.
std::string WhyMoved(const CountingForm& form, CivilDate counted, CivilDate due) {
  if (counted == due) return "";
  if (form.move == EndMove::kByTribunalRules && IsTribunalHoliday(counted)) {
    return absl::StrFormat("; %s is in the tribunal's holidays, so the first working day after %s",
                           FormatDate(counted), counted.month() == 8 ? "31 August" : "1 January");
  }
  return absl::StrFormat("; %s is no working day, so the next one", FormatDate(counted));
}

std::optional<CivilDate> Contested(const CountingForm& form, CivilDate due) {
  switch (form.contested) {
    case ContestedDay::kNone:
      return std::nullopt;
    case ContestedDay::kEndItself:
      return due;
    case ContestedDay::kDayAfterEnd:
      return due.AddDays(1);
  }
  CAIRN_CHECK_UNREACHABLE();
}

std::string WhyContested(const CountingForm& form, std::optional<CivilDate> contested) {
  if (!contested.has_value()) return "";
  return absl::StrFormat("; whether %s itself is in time is disputed: %s", FormatDate(*contested),
                         form.doubt);
}

// Working days that nobody has yet proclaimed cannot be known.
std::string WhyUncertain(const CountingForm& form, CivilDate start, CivilDate due) {
  const bool counts_working_days = form.unit == CountUnit::kWorkingDay ||
                                   form.unit == CountUnit::kTribunalDay ||
                                   form.move != EndMove::kNever;
  const CivilDate known_to = CheckedBankHolidays().last;
  if (!counts_working_days || std::max(start, due) <= known_to) return "";
  return absl::StrFormat("; bank holidays after %s are computed, not published",
                         FormatDate(known_to));
}

// Without words.
DueDate Counted(const ClockRule& rule, CivilDate start, CivilDate counted,
                const Stretched& stretched) {
  const CountingForm& form = FormOf(rule.counting);
  const CivilDate due = MovedEnd(form, stretched.end);
  return {.rule = &rule,
          .start = start,
          .counted = counted,
          .paused_days = stretched.paused_days,
          .due = due,
          .contested = Contested(form, due)};
}

DueDate Explained(const ClockRule& rule, CivilDate start, CivilDate counted,
                  const Stretched& stretched, std::string_view note) {
  const CountingForm& form = FormOf(rule.counting);
  DueDate due = Counted(rule, start, counted, stretched);
  const bool by_tribunal_rules = form.move == EndMove::kByTribunalRules && stretched.end != due.due;
  due.explanation = absl::StrFormat(
      "%s %s%s: %s%s%s%s%s%s (%s%s).", rule.what, rule.ends == Ends::kTimeToAct ? "due " : "",
      FormatDate(due.due), HowCounted(form, rule.count, start, rule.start), note,
      WhyStretched(stretched), WhyMoved(form, stretched.end, due.due),
      WhyContested(form, due.contested), WhyUncertain(form, start, due.due), rule.source,
      by_tribunal_rules ? ", r12" : "");
  return due;
}

// The last rule of that id. Appeals are asked for by day of notice alone: what the record holds
// from before the rules' present wording is counted under it too.
const ClockRule& LastRule(std::string_view id) {
  const std::span<const ClockRule> rules = ClockRules();
  const auto found = std::find_if(rules.rbegin(), rules.rend(),
                                  [&](const ClockRule& rule) { return rule.id == id; });
  CAIRN_CHECK(found != rules.rend());
  return *found;
}

}  // namespace

const ClockRule* RuleInForce(std::string_view id, CivilDate start) {
  const std::span<const ClockRule> rules = ClockRules();
  const auto first = std::lower_bound(
      rules.begin(), rules.end(), id,
      [](const ClockRule& rule, std::string_view wanted) { return rule.id < wanted; });
  const auto found = std::find_if(first, rules.end(), [&](const ClockRule& rule) {
    return rule.id != id || (rule.valid_from <= start && start <= rule.valid_to);
  });
  return found == rules.end() || found->id != id ? nullptr : &*found;
}

std::optional<DueDate> ComputeDue(const ClockRule& rule, CivilDate start,
                                  const SchoolCalendar* calendar, std::span<const Pause> pauses) {
  const std::optional<CivilDate> counted =
      CountedEnd(FormOf(rule.counting), rule.count, start, calendar);
  if (!counted.has_value()) return std::nullopt;
  return Explained(rule, start, *counted, WithPauses(start, *counted, pauses), "");
}

std::optional<DueDate> CountDue(const ClockRule& rule, CivilDate start,
                                const SchoolCalendar* calendar) {
  const std::optional<CivilDate> counted =
      CountedEnd(FormOf(rule.counting), rule.count, start, calendar);
  if (!counted.has_value()) return std::nullopt;
  return Counted(rule, start, *counted, {.end = *counted});
}

std::optional<DueDate> ComputeDue(std::string_view rule_id, CivilDate start,
                                  const SchoolCalendar* calendar, std::span<const Pause> pauses) {
  const ClockRule* rule = RuleInForce(rule_id, start);
  if (rule == nullptr) return std::nullopt;
  return ComputeDue(*rule, start, calendar, pauses);
}

DueDate AppealBy(CivilDate notice_sent, std::optional<CivilDate> certificate_issued) {
  const ClockRule& by_certificate = LastRule("appeal.from_certificate");
  const ClockRule& by_notice = LastRule("appeal.from_notice");

  const CivilDate notice_end = notice_sent.AddMonths(by_notice.count);
  const auto from_notice = [&](std::string_view note) {
    return Explained(by_notice, notice_sent, notice_end, {.end = notice_end}, note);
  };
  if (!certificate_issued.has_value()) return from_notice("");
  const CivilDate certificate_end = certificate_issued->AddMonths(by_certificate.count);
  if (certificate_end <= notice_end) {
    return from_notice(absl::StrFormat(", later than 1 month from the certificate of %s",
                                       FormatDate(*certificate_issued)));
  }
  return Explained(
      by_certificate, *certificate_issued, certificate_end, {.end = certificate_end},
      absl::StrFormat(", later than 2 months from the notice of %s", FormatDate(notice_sent)));
}

}  // namespace cairn
