// How long a file is kept, and what beats the end of its time: a legal hold (complaint, claim,
// appeal, access request, inquiry). Pure; safe to use from any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "projections/calendar/statutory_clocks.h"

namespace cairn {

// A hold; without `released` it still stands.
struct HoldTerm {
  CivilDate placed;
  std::optional<CivilDate> released = std::nullopt;
};

struct RetentionEnd {
  DueDate kept_until;
  // A hold stands on the day asked about: nothing may be disposed of, whatever the date.
  bool is_held = false;
  // The first day on which disposal may be proposed; nothing while a hold stands. Never before the
  // day after the last hold was released.
  std::optional<CivilDate> disposable_from;
  // "kept until 19 Jan 2043, held since 15 Jan 2025".
  std::string sentence;
};

// For the rule `rule_id` (record.retention and its kin) counted from `start`, with what is known on
// `day`. Nothing if there is no such rule.
std::optional<RetentionEnd> KeptUntil(std::string_view rule_id, CivilDate start,
                                      std::span<const HoldTerm> holds, CivilDate day);

}  // namespace cairn
