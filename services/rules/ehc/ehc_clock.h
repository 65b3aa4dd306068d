// Which request, decision or order the clocks of an EHC needs assessment count from. Pure.
#pragma once

#include <optional>

#include "projections/record/record.h"

namespace cairn::rules {

// What the last request began (BegunRequests), or the last taking over of responsibility, if no
// refusal to assess has been notified since: a refusal, and what follows from an appeal against it,
// run under other clocks. Requests to re-assess count differently and are none.
std::optional<EhcStart> OpenRequest(const Record& record);

// The day of the tribunal's last order to assess, if no request was received after it: that one
// runs under its own clock.
std::optional<CivilDate> LastOrderToAssess(const Record& record);

// The day on which the last notice of `decision` was sent, if there is one.
std::optional<CivilDate> LastNotice(const Record& record, v1::EhcDecision decision);

}  // namespace cairn::rules
