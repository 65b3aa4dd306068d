#include "projections/calendar/retention_clock.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace cairn {
namespace {

// When the first of the holds that stand on `day` was placed.
std::optional<CivilDate> HeldSince(std::span<const HoldTerm> holds, CivilDate day) {
  std::optional<CivilDate> since;
  for (const HoldTerm& hold : holds) {
    const bool stands = hold.placed <= day && (!hold.released.has_value() || *hold.released > day);
    if (stands && (!since.has_value() || hold.placed < *since)) since = hold.placed;
  }
  return since;
}

}  // namespace

std::optional<RetentionEnd> KeptUntil(std::string_view rule_id, CivilDate start,
                                      std::span<const HoldTerm> holds, CivilDate day) {
  const std::optional<DueDate> due = ComputeDue(rule_id, start);
  if (!due.has_value()) return std::nullopt;
  RetentionEnd end{.kept_until = *due};
  const std::optional<CivilDate> held_since = HeldSince(holds, day);
  end.is_held = held_since.has_value();
  end.sentence = "kept until " + FormatDate(due->due);
  if (end.is_held) {
    absl::StrAppendFormat(&end.sentence, ", held since %s", FormatDate(*held_since));
    return end;
  }
  end.disposable_from = due->due.AddDays(1);
  for (const HoldTerm& hold : holds) {
    if (hold.placed > day) continue;
    end.disposable_from = std::max(*end.disposable_from, hold.released->AddDays(1));
  }
  return end;
}

}  // namespace cairn
