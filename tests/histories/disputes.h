// When people do not agree: complaints, mediation and appeals; and when they use their rights to
// data.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// A complaint to the school in `week`, and its end.
void Complain(Story& story, int week);

// What follows when an assessment was refused on `sent`: mediation, and if that brings nothing, an
// appeal with a hold on the file.
void DisputeRefusal(Story& story, Day sent);

// A parent asks for the file in `week`, and gets it.
void AskForFile(Story& story, int week);

}  // namespace cairn::histories
