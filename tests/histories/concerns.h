// Worries, answers, views, and what people saw.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// A worry in `week`, and nearly always an answer within three weeks.
void Worry(Story& story, int week);
void Observe(Story& story, int week);
// What the child, or a parent, says about how it is going.
void HearChild(Story& story, int week);
void HearParent(Story& story, int week);

}  // namespace cairn::histories
