// What stands in a school's own record: term dates, staff with their training, and the catalogue of
// programmes. Pure.
#pragma once

#include <string>
#include <vector>

#include "tests/histories/chronicle.h"
#include "tests/histories/schools.h"
#include "tests/histories/terms.h"

namespace cairn::histories {

// All of it is typed before the first school day, by the SENCO; `alias` goes into the sources.
std::vector<Line> SettingLines(const Terms& terms, const School& school, const std::string& alias);

}  // namespace cairn::histories
