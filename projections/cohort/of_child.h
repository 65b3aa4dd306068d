// What questions about many children look at: the rows of one view, a child each, with what joins
// them when the question is asked. Plain pointers; whoever asks keeps what they point to.
#pragma once

#include <optional>
#include <string_view>

#include "cairn/v1/cohort_service.pb.h"

#include "projections/calendar/date.h"
#include "projections/record/setting.h"

namespace cairn {

template <typename Rows>
struct OfChild {
  // Neither is null.
  const v1::ChildRef* child = nullptr;
  const Rows* rows = nullptr;
  // What the setting's own record says: term dates, what an hour costs. Null if it has none.
  const Setting* setting = nullptr;
  // The name of the setting in which the record was opened, by the setting's own record; empty if
  // that has none. `child->school()` may be another school by now.
  std::string_view setting_name;
  // The last day here of a child who had left by the last day of the question.
  std::optional<CivilDate> left;
};

}  // namespace cairn
