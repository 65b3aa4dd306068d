// Histories as files that `cairn append` loads: tests/data/cases/README.md gives the format.
#pragma once

#include <string>

#include "tests/histories/histories.h"

namespace cairn::histories {

// One line of such a file, without its line break.
std::string LoadLineOf(const History& history, const Line& line);

}  // namespace cairn::histories
