// What happens to few records: a document comes, the family gets help, somebody is let in or leaves
// the child's life, the file is held, shown outside or kept.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// Everything of this kind in the child's years at the school. Throws dice of its own: the rest of
// the history is the same without it.
void Govern(Story& story);

}  // namespace cairn::histories
