// Names as they are compared: "Zoë  O’Neill" and "zoë o'neill" are one name. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cairn::rules {

// In lower case (ASCII, Latin-1 and Latin Extended-A: the letters of European names), words parted
// by one space, typographic apostrophes as plain ones. Other letters stay as they are.
std::string NormalName(std::string_view name);

}  // namespace cairn::rules
