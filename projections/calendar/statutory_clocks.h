// Statutory and customary time limits as data: what must happen, by which source, from which event,
// and how the days are counted. A due date is computed from a rule and the day of its start event,
// and always explains itself. Pure; safe to use from any thread.
//
// A clock keeps the rule under which it was started: ask RuleInForce with the day of the start
// event and not with today. Where the clock stands on a day is in clock_status.h; grounds for
// excusing lateness never move a due date and are in excuses.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cairn/v1/duty.pb.h"

#include "projections/calendar/counting.h"
#include "projections/calendar/date.h"
#include "projections/calendar/school_days.h"

namespace cairn {

// Whether missing the date breaks the law, or departs from guidance or custom.
enum class Force { kLaw, kGuidance };

// What the date is the end of: the time to do something, or a time during which something stays
// open or is kept, which nobody can miss.
enum class Ends { kTimeToAct, kOpenPeriod };

// One time limit.
struct ClockRule {
  std::string_view id;      // e.g. `ehc.decide_whether_to_assess`
  std::string_view what;    // what is due: "Decision whether to assess"
  std::string_view source;  // "SEND Regulations 2014 reg 5(1)"
  // Who has to act, by that source; who may, where nobody must.
  v1::DutyOwner owner = v1::DUTY_OWNER_UNSPECIFIED;
  std::string_view start;  // the start event, after "when": "the authority received the request"
  Counting counting = Counting::kDays;
  int count = 0;
  Force force = Force::kLaw;
  // Start events from `valid_from` to `valid_to` (both included) run under this rule.
  CivilDate valid_from;
  CivilDate valid_to;
  Ends ends = Ends::kTimeToAct;
};

// A computed date.
struct DueDate {
  const ClockRule* rule = nullptr;  // never null; lives for ever
  CivilDate start;
  // The end of the count alone, before pauses and before it was moved.
  CivilDate counted;
  // Days that did not count because the clock stood still.
  int paused_days = 0;
  CivilDate due;
  // The one day that is in time only on a reading that others dispute: `due` itself or the day
  // after it, as the form of counting says.
  std::optional<CivilDate> contested = std::nullopt;
  // One sentence: "Decision whether to assess due 17 Dec 2024: within 6 weeks of 5 Nov 2024, when
  // the authority received the request, that day not counted (SEND Regulations 2014 reg 5(1))."
  std::string explanation;
};

// Every rule, ordered by id, then by valid_from.
std::span<const ClockRule> ClockRules();

// The rule of that id for a clock started on `start`; null if there is none.
const ClockRule* RuleInForce(std::string_view id, CivilDate start);

// Days on which a clock stands still, and why: "clarification awaited".
struct Pause {
  DayRange days;
  std::string why;
};

// Computes the due date. Nothing only where CountedEnd has nothing. `pauses` may overlap and stand
// in any order; days in them that the count would run through are not counted. They are for rules
// that stop (UK GDPR art 12A) and count calendar days, weeks, months or years forwards.
std::optional<DueDate> ComputeDue(const ClockRule& rule, CivilDate start,
                                  const SchoolCalendar* calendar = nullptr,
                                  std::span<const Pause> pauses = {});

// The same without its explanation: for lists of thousands.
std::optional<DueDate> CountDue(const ClockRule& rule, CivilDate start,
                                const SchoolCalendar* calendar = nullptr);

// As RuleInForce, then ComputeDue.
std::optional<DueDate> ComputeDue(std::string_view rule_id, CivilDate start,
                                  const SchoolCalendar* calendar = nullptr,
                                  std::span<const Pause> pauses = {});

// The last day to appeal against a decision of the authority: two months after its notice was sent,
// or one month after the mediation certificate if that is later (HESC Rules 2008 r20(1)(c)).
// `certificate_issued` is nothing while there is none, or where section I alone is appealed.
DueDate AppealBy(CivilDate notice_sent, std::optional<CivilDate> certificate_issued);

}  // namespace cairn
