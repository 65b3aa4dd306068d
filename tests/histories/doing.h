// What is really given: programmes with their dose, measurements on the way, and incidents.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// A programme for every goal of the plan in use, begun in `from` and over before `until`; moves the
// goals on.
void GiveSupport(Story& story, int from, int until);

// The adult beside a child with an EHC plan, for as long as the child stays.
void GiveAdultSupport(Story& story, int week);

// A suspension.
void Suspend(Story& story, int week);

// Something about another child is written into this record, and declared void.
void WriteIntoWrongRecord(Story& story, int week);

}  // namespace cairn::histories
