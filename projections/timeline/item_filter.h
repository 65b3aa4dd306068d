// Which lines of a timeline somebody asks for. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/timeline/items.h"

namespace cairn {

// A line is wanted when it meets every condition; an empty list, day or function is none. A line of
// several entries meets one about entries when any of them does, of those that the reader may see.
struct ItemFilter {
  std::vector<v1::Stage> stages;
  // It occurred on or after, on or before: by the first day of the line.
  std::optional<CivilDate> from;
  std::optional<CivilDate> to;
  std::vector<std::string> kind_names;  // as in Event.kind_name
  std::vector<v1::BroadArea> areas;
  // Whether a name is that of somebody who is asked for.
  std::function<bool(std::string_view)> is_person;
  std::vector<v1::TimelineMark> marks;

  bool Wants(const TimelineContext& context, const TimelineLine& line) const;
};

}  // namespace cairn
