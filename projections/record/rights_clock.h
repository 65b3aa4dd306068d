// When an answer to a data-protection request is due, from what the request says of identity,
// clarification and extension. Pure; safe to call from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "projections/calendar/access_clock.h"
#include "projections/calendar/school_days.h"
#include "projections/calendar/statutory_clocks.h"
#include "projections/record/disputes.h"

namespace cairn {

// The rule of the clock; empty for an unknown right. `rights.access` is for AccessRequestOf to
// count.
std::string_view AnswerRule(const v1::RightsRequested& requested);

// What stops and extends the clock of a request for access received on `received`. The day on which
// an extension was told is not kept apart: with a reason it counts as told in time.
AccessRequest AccessRequestOf(const v1::RightsRequested& requested, CivilDate received);

// As things are known on `day`. An extension counts when it has a reason, since whoever asked is
// told of both within the first month. For a complaint about data it is the day by which it is
// acknowledged; the answer has no limit. Nothing for an unknown right, and for the educational
// record, which is due in school days, without the `calendar` of the school.
std::optional<DueDate> AnswerDue(const Fact<v1::RightsRequested>& requested, CivilDate day,
                                 const SchoolCalendar* calendar = nullptr);

}  // namespace cairn
