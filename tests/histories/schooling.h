// What goes on around the support of a child: who teaches, how often the child is there, who is
// spoken to, what stands in the way.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// The file of the school before comes, for a child who had support there.
void ReceiveFile(Story& story);

// Each school year's teacher, and each term's attendance, from `from` until `until`.
void GoToSchool(Story& story, int from, int until);

void PublishProfile(Story& story, int week);
void TalkWithParent(Story& story, int week);
// Something that stands in the way is found, and mostly removed some weeks later.
void MeetBarrier(Story& story, int week);

}  // namespace cairn::histories
