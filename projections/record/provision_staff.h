// What is known of a provision on one day: how much was planned, who gives it and to which group,
// whether the setting's staff records show them trained for it; and how much was given. Pure; safe
// to ask from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/record/provisions.h"
#include "projections/record/setting.h"

namespace cairn {

// The planned dose on `day`: as it started, with every change by then. Empty without a start.
v1::PlannedDose PlannedOn(const Provision& provision, CivilDate day);

// Who did what an entry says, by name: the person it names, else whoever was signed in. Empty when
// a system typed it and named nobody: a system does nothing for a child.
std::string DoneByName(const v1::Recorded& recorded);

// Who is to give it on `day`: the last one stated by then. Empty when nobody said.
std::string_view StatedProviderOn(const Provision& provision, CivilDate day);

// Who gives it on `day`: the one stated, else who started it. Empty without a start.
std::string ProviderOn(const Provision& provision, CivilDate day);

// The teaching group on `day`: the last one stated by then, else that of the start; empty if none.
std::string_view GroupOn(const Provision& provision, CivilDate day);

// What was given in one span of the log.
struct DeliveredSpan {
  CivilDate first;
  CivilDate last;
  int sessions = 0;
  // As logged, else sessions of the length planned on the first day; nothing when neither is known.
  std::optional<int64_t> minutes;
  // Planned on the first day, this child included; at least 1.
  int group_size = 1;
};
// In the order of the log.
std::vector<DeliveredSpan> DeliveredSpans(const Provision& provision);

// Whether somebody is trained for what the catalogue says a provision needs.
struct TrainingCheck {
  std::string provider;
  std::string training;
  // Nothing: no staff record of that name.
  std::optional<bool> trained;
};

// Of whoever gives `provision` on `day`. Nothing where nobody need ask: the record itself says
// whether they are trained, it names nobody or no line of the catalogue, or that line needs no
// training.
std::optional<TrainingCheck> CheckTraining(const Provision& provision, const Setting& setting,
                                           CivilDate day);

}  // namespace cairn
