// Which meeting the clocks after an annual review count from. Pure.
#pragma once

#include <optional>

#include "projections/record/record.h"

namespace cairn::rules {

// The day of the last meeting of an annual review that was held by `day`, if there is one.
inline std::optional<CivilDate> LastAnnualReview(const Record& record, CivilDate day) {
  std::optional<CivilDate> last;
  for (const auto& meeting : record.reviews.meetings) {
    const bool is_one = meeting->meeting() == v1::MEETING_TYPE_ANNUAL_REVIEW;
    if (is_one && meeting.day() <= day) last = meeting.day();
  }
  return last;
}

}  // namespace cairn::rules
