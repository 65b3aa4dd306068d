// Tests, needs, permission for advice, and advice.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// The child is tested with the instrument of the need; further times show what has changed.
void Test(Story& story, int week, v1::AssessmentPurpose purpose);

void IdentifyNeeds(Story& story, const When& when);

// Permission is asked for; when it is given, a report comes some weeks later. Most parents give it,
// some refuse, and some never answer.
void SeekAdvice(Story& story, int week);

}  // namespace cairn::histories
