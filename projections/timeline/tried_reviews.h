// What reviews decided about something that was tried. Pure.
#pragma once

#include <string>
#include <vector>

#include "projections/timeline/tried_said.h"

namespace cairn {

struct ReviewLine {
  std::string words;  // "13 Feb 2025: change; not working"
  EntryPtr entry;
};

// Of every review that the reader may see and that names the support, and of those of the plan
// version that has its line, held while it was given, with that said. By day.
std::vector<ReviewLine> ReviewsOf(const TimelineContext& context, const SupportRef& support,
                                  const v1::TriedRow& row);

}  // namespace cairn
