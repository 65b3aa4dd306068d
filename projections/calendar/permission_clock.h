// How long a permission counts (Code of Practice 6.47 asks for it before others are involved). No
// law gives it an end: it lasts until the day it names, or until somebody withdraws it. Pure; safe
// to use from any thread.
#pragma once

#include <optional>
#include <string>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {

struct PermissionTerm {
  CivilDate given;
  // The last day that the permission names, if any.
  std::optional<CivilDate> expires = std::nullopt;
  // When it was withdrawn; what was done under it before stays.
  std::optional<CivilDate> withdrawn = std::nullopt;
};

struct PermissionStanding {
  bool counts = false;
  // When it ends by itself; nothing if it names no day.
  std::optional<DueDate> expiry = std::nullopt;
  // From when the young person is to be asked, if a parent gave it and `born` is known.
  std::optional<DueDate> ask_young_person = std::nullopt;
  // "counts until 31 Jul 2025"; "expired 31 Jul 2025"; "withdrawn 8 Jan 2025".
  std::string sentence;
};

// Whether a permission that a parent gave counts on `day`. A parent's permission does not end when
// the right passes to the young person; that they are to be asked is a date of its own.
PermissionStanding StandingOn(const PermissionTerm& term, CivilDate day,
                              std::optional<CivilDate> born);

}  // namespace cairn
