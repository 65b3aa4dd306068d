#include "projections/calendar/access_clock.h"

#include <algorithm>

#include "eventstore/base/check.h"
#include "projections/calendar/clock_rows.h"

namespace cairn {
namespace {

// The days from asking to answering do not count, both included (art 12A(5)).
std::vector<Pause> PausesOf(const AccessRequest& request, CivilDate day) {
  std::vector<Pause> pauses;
  for (const Clarification& clarification : request.clarifications) {
    if (clarification.asked > day) continue;
    const CivilDate last = std::min(clarification.answered.value_or(day), day);
    pauses.push_back(
        {.days = {.first = clarification.asked, .last = last}, .why = "clarification awaited"});
  }
  return pauses;
}

bool IsAwaited(const AccessRequest& request, CivilDate day) {
  return std::any_of(request.clarifications.begin(), request.clarifications.end(),
                     [day](const Clarification& clarification) {
                       return clarification.asked <= day &&
                              clarification.answered.value_or(day) >= day;
                     });
}

// What a request received on `start` is answered by, under the law of that day.
DueDate DueUnder(std::string_view rule_id, CivilDate start, const std::vector<Pause>& pauses) {
  const std::optional<DueDate> due = ComputeDue(rule_id, start, nullptr, pauses);
  CAIRN_CHECK(due.has_value());  // the rows cover every day and count no school days
  return *due;
}

}  // namespace

AccessDue AccessDueBy(const AccessRequest& request, CivilDate day) {
  const CivilDate proved = request.identity_proved.value_or(request.received);
  const bool can_stop =
      RuleInForce("rights.access", request.received) != RuleInForce("rights.access", CivilDate());
  const CivilDate start = can_stop ? std::max(request.received, proved) : request.received;
  const std::vector<Pause> pauses = can_stop ? PausesOf(request, day) : std::vector<Pause>();

  AccessDue access{.due = DueUnder("rights.access", start, pauses)};
  access.is_standing_still = can_stop && IsAwaited(request, day);
  if (!request.extension_told.has_value() || *request.extension_told > day) return access;
  access.extension_told_too_late = *request.extension_told > access.due.due;
  if (!access.extension_told_too_late) {
    access.due = DueUnder("rights.access_extended", start, pauses);
  }
  return access;
}

}  // namespace cairn
