#include "services/rules/ehc/exception_rules.h"

#include <optional>

#include "projections/calendar/excuses.h"
#include "services/rules/span_rule.h"
#include "services/rules/stated.h"

namespace cairn::rules {
namespace {

constexpr std::string_view kGrounds = "SEND Regulations 2014 regs 5(4), 8(2), 10(4), 13(3), 27(3)";
constexpr int kFourWeeks = 28;

bool IsClosure(const v1::EhcExceptionClaimed& exception) {
  return exception.ground() == v1::EHC_EXCEPTION_GROUND_SCHOOL_CLOSED ||
         exception.ground() == v1::EHC_EXCEPTION_GROUND_EARLY_YEARS_CLOSED;
}

bool IsAdvisersLimit(const v1::EhcExceptionClaimed& exception) {
  return exception.limit() == v1::EHC_LIMIT_ADVICE;
}

// Closures excuse the authority alone, a missed appointment the adviser alone.
bool IsGroundOfAnotherLimit(const v1::EhcExceptionClaimed& exception) {
  const bool is_appointment = exception.ground() == v1::EHC_EXCEPTION_GROUND_MISSED_APPOINTMENT;
  return (IsClosure(exception) && IsAdvisersLimit(exception)) ||
         (is_appointment && !IsAdvisersLimit(exception));
}

// The days that are claimed, where both ends are known.
std::optional<DayRange> DaysOf(const v1::EhcExceptionClaimed& exception) {
  const auto first = EarliestDay(exception.from());
  const auto last = LatestDay(exception.to());
  if (!first || !last || *last < *first) return std::nullopt;
  return DayRange{.first = *first, .last = *last};
}

bool IsTooShort(const v1::EhcExceptionClaimed& exception) {
  const std::optional<DayRange> days = DaysOf(exception);
  const bool needs_weeks =
      IsClosure(exception) || exception.ground() == v1::EHC_EXCEPTION_GROUND_AWAY;
  return needs_weeks && days && days->days() < kFourWeeks;
}

// The days on which asking for advice can excuse the authority; the school opens on the day after
// the last one claimed.
std::optional<ExcusedWindow> WindowOf(const v1::EhcExceptionClaimed& exception) {
  const std::optional<DayRange> days = DaysOf(exception);
  if (!IsClosure(exception) || !days) return std::nullopt;
  return ClosureWindow(days->first, days->last.AddDays(1));
}

bool WasAskedOutside(const v1::EhcExceptionClaimed& exception) {
  const auto window = WindowOf(exception);
  const auto asked = EarliestDay(exception.advice_asked_on());
  return window && asked && (*asked < window->first || window->boundary < *asked);
}

bool WasAskedOnTheBoundary(const v1::EhcExceptionClaimed& exception) {
  const auto window = WindowOf(exception);
  return window && EarliestDay(exception.advice_asked_on()) == window->boundary;
}

constexpr KindRule<v1::EhcExceptionClaimed> kExceptionRules[] = {
    {kSpanOrder,
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(EndsBefore(exception.to(), exception.from()), "to");
     }},
    {{"exception.of_that_limit", Effect::kLegalDuty, kGrounds,
      "This is no ground for that limit: closures excuse the authority, a missed appointment an "
      "adviser."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(IsGroundOfAnotherLimit(exception), "ground");
     }},
    {{"exception.lasts_four_weeks", Effect::kLegalDuty, kGrounds,
      "Less than four continuous weeks excuse nothing. The limit stands."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(IsTooShort(exception), "to");
     }},
    {{"exception.asked_in_the_window", Effect::kLegalDuty, kGrounds,
      "Advice was not asked for between a week before the closing and a week before the opening. "
      "The limit stands."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(WasAskedOutside(exception), "advice_asked_on");
     }},
    {{"exception.asked_on_the_last_day", Effect::kGuidance, kGrounds,
      "Advice was asked for on the one day that can be read either way. Both dates are kept."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(WasAskedOnTheBoundary(exception), "advice_asked_on");
     }},
    {{"exception.says_when_advice_was_asked", Effect::kGuidance, kGrounds,
      "Say when the school was asked for advice, or nobody can tell whether this counts."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(IsClosure(exception) && !exception.has_advice_asked_on(), "advice_asked_on");
     }},
    {{"exception.says_which_days", Effect::kGuidance, kGrounds,
      "Say from when to when, or nobody can tell whether this counts."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(!exception.has_from() || !exception.has_to(), "from");
     }},
    {{"exception.has_a_reason", Effect::kGuidance, kGrounds,
      "Say why it was impractical to be in time."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(exception.reason().empty(), "reason");
     }},
    {{"exception.names_a_new_day", Effect::kGuidance, kGrounds,
      "As soon as practicable still holds: say by when it will be done."},
     [](const v1::EhcExceptionClaimed& exception, const Situation&) {
       return When(!exception.has_stated_due(), "stated_due");
     }},
};

}  // namespace

void CheckKind(const v1::EhcExceptionClaimed& exception, const Situation& at, Verdict& verdict) {
  Judge(kExceptionRules, exception, at, verdict);
}

void ListExceptionRules(std::vector<Rule>& list) { ListRules(kExceptionRules, list); }

}  // namespace cairn::rules
