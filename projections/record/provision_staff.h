// What is known of a provision on one day: how much was planned, who gives it, and whether the
// setting's staff records show them trained for it. Pure; safe to ask from any thread.
#pragma once

#include <optional>
#include <string>

#include "projections/record/provisions.h"
#include "projections/record/setting.h"

namespace cairn {

// The planned dose on `day`: as it started, with every change by then. Empty without a start.
v1::PlannedDose PlannedOn(const Provision& provision, CivilDate day);

// Who did what an entry says, by name: the person it names, else whoever was signed in. Empty when
// a system typed it and named nobody: a system does nothing for a child.
std::string DoneByName(const v1::Recorded& recorded);

// Who gives it on `day`: the last one stated by then, else who started it. Empty without a start.
std::string ProviderOn(const Provision& provision, CivilDate day);

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
