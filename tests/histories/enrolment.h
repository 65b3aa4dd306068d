// The first day at the school, each new school year, and the last day.
#pragma once

#include "tests/histories/story.h"

namespace cairn::histories {

// The record is opened, with number, family, placement and the status with which the child comes.
void Enrol(Story& story);
// The year group of each further September, and each summer's report to the parents.
void PassTheYears(Story& story);
// The file goes to the next school, if the child does.
void Leave(Story& story);

}  // namespace cairn::histories
