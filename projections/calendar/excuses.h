// Grounds on which a time limit need not be met (SEND Regulations 2014 regs 5(4), 8(2), 10(4),
// 13(3), 27(3) and 44(3)). They pause nothing: the due date stays where it was, "as soon as
// practicable" still runs, and both dates are kept. Whether it was impractical to be in time is for
// others to judge; here only what can be read off a calendar is said. Pure; safe to use from any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {

enum class ExcuseGround {
  kSchoolClosed,              // head asked for advice about a closure of four weeks or more
  kEarlyYearsProviderClosed,  // the same, of early years education
  kPersonalCircumstances,     // exceptional, of child, parent or young person
  kAbsentFromArea,            // child, parent or young person, for four weeks (orders: two)
  kMissedAppointment,         // the child missed an examination or test: advisers only
};

// What somebody claims.
struct ExcuseClaim {
  ExcuseGround ground = ExcuseGround::kPersonalCircumstances;
  // The days of the ground: of closure, of absence, of the circumstances, of the appointment.
  DayRange days;
  // When the school or provider was asked for advice; for the two closures only.
  std::optional<CivilDate> advice_asked = std::nullopt;
  // The new date that the authority named, if any.
  std::optional<CivilDate> new_date = std::nullopt;
};

enum class ExcuseStanding {
  kCanCount,     // the calendar lets it count
  kEitherWay,    // it turns on the one day that the words leave open
  kCannotCount,  // too short, at the wrong time, or not a ground for this limit
  kCannotTell,   // the day of the request for advice is not recorded
};

struct Excuse {
  ExcuseStanding standing = ExcuseStanding::kCannotTell;
  // The limit itself, as ever.
  CivilDate due;
  // When the ground ended, or the new date named: after it nothing recorded excuses the delay.
  // Never before `due`; `due` itself where the claim cannot count.
  CivilDate excused_to;
  // "Final plan was due 23 Sep 2025 and still is; school closed 23 Jul 2025 to 2 Sep 2025, ...".
  std::string explanation;
};

// What the calendar says of a claim against `due`.
Excuse Judge(const DueDate& due, const ExcuseClaim& claim);

// The days on which a request for a school's advice excuses the authority: from one week before the
// school closed for at least four continuous weeks to one week before it opened again. The last day
// of the window can be read either way, so that it is kept apart.
struct ExcusedWindow {
  CivilDate first;
  CivilDate last_certain;
  CivilDate boundary;
};

// Nothing if the school was closed for less than 28 days. `reopens` is its first day of opening.
std::optional<ExcusedWindow> ClosureWindow(CivilDate closes, CivilDate reopens);

}  // namespace cairn
