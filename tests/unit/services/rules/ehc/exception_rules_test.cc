// The windows of a school that closes on 23 July and opens on 3 September 2025.
#include "services/rules/ehc/exception_rules.h"

#include <string>

#include "tests/unit/services/rules/rules_test.h"

namespace cairn {
namespace {

class ExceptionRules : public RuleCaseTest {};

TEST_P(ExceptionRules, FindIt) { ExpectItIsFound(); }

std::string Claimed(const std::string& ground, const std::string& more = "",
                    const std::string& limit = "FINAL_PLAN") {
  return "ehc_exception_claimed { ground: EHC_EXCEPTION_GROUND_" + ground + " limit: EHC_LIMIT_" +
         limit + " " + more + " }";
}
std::string Days(int from_month, int from_day, int to_month, int to_day) {
  const auto date = [](int month, int day) {
    return "{ year: 2025 month: " + std::to_string(month) + " day: " + std::to_string(day) + " } ";
  };
  return "from " + date(from_month, from_day) + "to " + date(to_month, to_day);
}
std::string ClosedAskedOn(int month, int day) {
  return Claimed("SCHOOL_CLOSED", Days(7, 23, 9, 2) + "advice_asked_on { year: 2025 month: " +
                                      std::to_string(month) + " day: " + std::to_string(day) +
                                      " }");
}
constexpr char kOutside[] = "exception.asked_in_the_window @ ehc_exception_claimed.advice_asked_on";

const RuleCase kExceptionCases[] = {
    {"AnExceptionEndsAfterItBegins", Claimed("AWAY", Days(9, 2, 7, 23)),
     "dates.end_after_start @ ehc_exception_claimed.to", Claimed("AWAY", Days(7, 23, 9, 2))},
    {"AClosureExcusesNoAdviser", Claimed("SCHOOL_CLOSED", "", "ADVICE"),
     "exception.of_that_limit @ ehc_exception_claimed.ground", Claimed("SCHOOL_CLOSED")},
    {"AMissedAppointmentExcusesNoAuthority", Claimed("MISSED_APPOINTMENT"),
     "exception.of_that_limit @ ehc_exception_claimed.ground",
     Claimed("MISSED_APPOINTMENT", "", "ADVICE")},
    {"AClosureLastsFourWeeks", Claimed("SCHOOL_CLOSED", Days(7, 23, 8, 18)),
     "exception.lasts_four_weeks @ ehc_exception_claimed.to",
     Claimed("SCHOOL_CLOSED", Days(7, 23, 8, 19))},
    {"AnAbsenceLastsFourWeeks", Claimed("AWAY", Days(12, 20, 12, 31)),
     "exception.lasts_four_weeks @ ehc_exception_claimed.to", Claimed("AWAY", Days(7, 23, 9, 2))},
    {"TheWindowOpensAWeekBeforeTheClosing", ClosedAskedOn(7, 15), kOutside, ClosedAskedOn(7, 16)},
    {"TheWindowClosesAWeekBeforeTheOpening", ClosedAskedOn(8, 28), kOutside, ClosedAskedOn(8, 27)},
    {"TheLastDayCanBeReadEitherWay", ClosedAskedOn(8, 27),
     "exception.asked_on_the_last_day @ ehc_exception_claimed.advice_asked_on",
     ClosedAskedOn(8, 26)},
    {"AClosureSaysWhenAdviceWasAsked", Claimed("SCHOOL_CLOSED"),
     "exception.says_when_advice_was_asked @ ehc_exception_claimed.advice_asked_on",
     ClosedAskedOn(8, 1)},
    {"AnExceptionSaysWhichDays", Claimed("AWAY"),
     "exception.says_which_days @ ehc_exception_claimed.from", ClosedAskedOn(8, 1)},
    {"AnExceptionHasAReason", Claimed("PERSONAL_CIRCUMSTANCES"),
     "exception.has_a_reason @ ehc_exception_claimed.reason",
     Claimed("PERSONAL_CIRCUMSTANCES", "reason: 'bereavement'")},
    {"AnExceptionNamesANewDay", Claimed("PERSONAL_CIRCUMSTANCES"),
     "exception.names_a_new_day @ ehc_exception_claimed.stated_due",
     Claimed("PERSONAL_CIRCUMSTANCES", "stated_due { year: 2026 month: 2 day: 2 }")},
};

INSTANTIATE_TEST_SUITE_P(Rows, ExceptionRules, testing::ValuesIn(kExceptionCases), NameOf);

}  // namespace
}  // namespace cairn
