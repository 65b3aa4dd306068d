// What was really done: support that began, was given and ended, with its measurements; incidents
// and attendance.
// Plain values and pure questions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/v1/provision.pb.h"

#include "projections/record/fact.h"

namespace cairn {

// Everything recorded about one provision id, in any order of arrival. `started` may be empty:
// sessions may have been logged for support whose start nobody recorded.
struct Provision {
  std::string provision_id;
  Fact<v1::ProvisionStarted> started;  // the last one, when it was started twice
  FactList<v1::ProvisionChanged> changes;
  FactList<v1::DeliveryLogged> deliveries;
  FactList<v1::ProgressMeasured> measures;
  Fact<v1::ProvisionEnded> ended;
};

// Every list is in the order in which things happened.
struct Provisions {
  std::vector<Provision> provisions;
  FactList<v1::ProgressMeasured> measures;  // all of them, with or without provision
  FactList<v1::IncidentRecorded> incidents;
  FactList<v1::AttendanceSummarised> attendance;
};

// Null when there is none.
const Provision* FindProvision(const Provisions& provisions, std::string_view provision_id);

// Sessions given against planned. Computed from what was logged; nothing anybody typed as a rate.
struct Dose {
  std::optional<int> delivered;  // nothing: no sessions were recorded
  std::optional<int> planned;    // in the same span; nothing when one part of the span has none
  std::optional<CivilDate> logged_to;
  bool stated_at_end = false;  // from the total stated when it ended, not from a log

  // In percent, rounded half up; nothing without both numbers.
  std::optional<int> Percent() const;
};
// The log, or the total stated at the end when there is no log.
Dose DoseOf(const Provision& provision);

// Under this share of planned sessions an intervention cannot be reported as tried and failed; our
// own rule, and printed so.
inline constexpr int kDoseRedBelowPercent = 60;
inline constexpr int kDoseGreenFromPercent = 80;

}  // namespace cairn
