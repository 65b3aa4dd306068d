// Golden files: what something printed when somebody last read it and agreed.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/message.h>

namespace cairn {

// Expects `actual` to equal the file tests/golden/<name>. With CAIRN_UPDATE_GOLDEN=1 in the
// environment it writes the file instead; read the difference before committing it.
void ExpectGolden(std::string_view name, const std::string& actual);

// Every field that is set, one a line, indented by depth: dates as "12 Nov 2024", decimals as
// numbers, enums without their prefix, repeated fields in order. Total over any message, so that
// nothing a view says stays out of its golden file.
std::string Outline(const google::protobuf::Message& message);

}  // namespace cairn
