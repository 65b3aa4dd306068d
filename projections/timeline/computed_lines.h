// What Cairn computes beside an entry, each line beginning with `=`: due dates kept or missed, days
// since advice or agreement, our figure beside a stated one. Pure; nobody's words.
#pragma once

#include <string>
#include <vector>

#include "projections/timeline/context.h"

namespace cairn {

std::vector<std::string> ComputedLines(const TimelineContext& context, const EffectiveEntry& entry);

// By stage; each adds the lines of its kinds. Used by ComputedLines.
void AddPlanLines(const TimelineContext& context, const EffectiveEntry& entry,
                  std::vector<std::string>& lines);
void AddReviewLines(const TimelineContext& context, const EffectiveEntry& entry,
                    std::vector<std::string>& lines);
void AddClockLines(const TimelineContext& context, const EffectiveEntry& entry,
                   std::vector<std::string>& lines);

}  // namespace cairn
