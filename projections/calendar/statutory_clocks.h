// Statutory and customary time limits as data: what must happen, by which source, from which event,
// and how the days are counted. A due date is computed from a rule and the day of its start event,
// and always explains itself. Pure; safe to use from any thread.
//
// A clock keeps the rule under which it was started: ask RuleInForce with the day of the start
// event and not with today. Grounds for excusing lateness (SEND Regulations 2014 reg 10(4) and
// others) never moves a due date: see ClosureWindow.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "projections/calendar/date.h"
#include "projections/calendar/school_days.h"

namespace cairn {

// The forms of words in which time limits are written.
enum class Counting {
  kDays,                  // within N days of: the event day is not counted
  kDaysBeginningWith,     // N days beginning with: the event day is counted
  kWeeks,                 // within N weeks of: not counted, no roll-over for weekends or holidays
  kWeeksBefore,           // at least N weeks before: the latest day
  kMonths,                // N months after: same day number, clipped to the end of the month
  kMonthsBeginningWith,   // N months beginning with: the day before the same day number
  kMonthsThenWorkingDay,  // as kMonths; an end that is no working day moves to the next one
  kMonthsAppeal,          // as kMonths; the end moves by HESC Rules 2008 r12(2) and r12(3)(a)
  kYears,                 // N years after
  kWorkingDays,           // N working days after
  kTribunalWorkingDays,   // the same, without August and 25 December to 1 January: r12(3)(b)
  kSchoolDays,            // N days on which the school is in session
};

// Whether missing the date breaks the law, or departs from guidance or custom.
enum class Force { kLaw, kGuidance };

// One time limit.
struct ClockRule {
  std::string_view id;      // e.g. `ehc.decide_whether_to_assess`
  std::string_view what;    // what is due: "Decision whether to assess"
  std::string_view source;  // "SEND Regulations 2014 reg 5(1)"
  std::string_view start;   // the start event, after "when": "the authority received the request"
  Counting counting = Counting::kDays;
  int count = 0;
  Force force = Force::kLaw;
  // Start events from `valid_from` to `valid_to` (both included) run under this rule.
  CivilDate valid_from;
  CivilDate valid_to;
};

// A computed date.
struct DueDate {
  const ClockRule* rule = nullptr;  // never null; lives for ever
  CivilDate start;
  CivilDate due;
  // One sentence: "Decision whether to assess due 17 Dec 2024: within 6 weeks of 5 Nov 2024, when
  // the authority received the request, that day not counted (SEND Regulations 2014 reg 5(1))."
  std::string explanation;
};

// Every rule, ordered by id, then by valid_from.
std::span<const ClockRule> ClockRules();

// The rule of that id for a clock started on `start`; null if there is none.
const ClockRule* RuleInForce(std::string_view id, CivilDate start);

// Computes the due date. Nothing only for kSchoolDays without a calendar that reaches far enough.
std::optional<DueDate> ComputeDue(const ClockRule& rule, CivilDate start,
                                  const SchoolCalendar* calendar = nullptr);

// As RuleInForce, then ComputeDue.
std::optional<DueDate> ComputeDue(std::string_view rule_id, CivilDate start,
                                  const SchoolCalendar* calendar = nullptr);

// The last day to appeal against a decision of the authority: two months after its notice was sent,
// or one month after the mediation certificate if that is later (HESC Rules 2008 r20(1)(c)).
// `certificate_issued` is nothing while there is none.
DueDate AppealBy(CivilDate notice_sent, std::optional<CivilDate> certificate_issued);

// The days on which a request for a school's advice excuses the authority (SEND Regulations 2014
// regs 5(4)(a), 10(4)(a), 13(3)(a)): from one week before the school closed for at least four
// continuous weeks to one week before it opened again. The last day of the window can be read
// either way, so that it is kept apart.
struct ExcusedWindow {
  CivilDate first;
  CivilDate last_certain;
  CivilDate boundary;
};

// Nothing if the school was closed for less than 28 days. `reopens` is its first day of opening.
std::optional<ExcusedWindow> ClosureWindow(CivilDate closes, CivilDate reopens);

}  // namespace cairn
