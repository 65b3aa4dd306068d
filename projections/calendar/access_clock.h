// The time to answer a request of a person for their own data: one month, three for a complex one,
// from the later of request and proof of identity, standing still while clarification is awaited
// (UK GDPR art 12A; before 5 February 2026 art 12(3) alone, under which nothing stopped it). Pure;
// safe to use from any thread.
#pragma once

#include <optional>
#include <vector>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {

// A clarification that the school asked for. Without `answered` it is still awaited.
struct Clarification {
  CivilDate asked;
  std::optional<CivilDate> answered = std::nullopt;
};

struct AccessRequest {
  CivilDate received;
  // When identity, or authority to act for the child, was proved; nothing if it was not in doubt.
  std::optional<CivilDate> identity_proved = std::nullopt;
  std::vector<Clarification> clarifications = {};
  // The day on which the person was told that two further months are needed.
  std::optional<CivilDate> extension_told = std::nullopt;
};

struct AccessDue {
  DueDate due;
  // A clarification is awaited on the day asked about: `due` moves on by a day each day.
  bool is_standing_still = false;
  // Told of an extension after the first month was over: it does not count, and did not.
  bool extension_told_too_late = false;
};

// As things are known on `day`.
AccessDue AccessDueBy(const AccessRequest& request, CivilDate day);

}  // namespace cairn
