// When a provision was given. Pure; safe to call from any thread.
#pragma once

#include <optional>

#include "projections/record/provisions.h"

namespace cairn {

// First and last day of a provision, from whatever was recorded of it; no last day while it lasts.
struct SupportTime {
  CivilDate from;
  std::optional<CivilDate> to;
  EntryPtr source;  // what the first day is known from; null if nothing was recorded
};
SupportTime TimeOf(const Provision& provision);

}  // namespace cairn
