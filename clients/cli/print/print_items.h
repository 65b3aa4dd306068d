// Items of a timeline on paper. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "cairn/v1/timeline_service.pb.h"

namespace cairn::cli {

// Widths of a day: with and without its year.
inline constexpr size_t kShortDateWidth = 6;
inline constexpr size_t kLongDateWidth = 11;

// The day, flush right; blanks without one.
std::string DateWords(const v1::Date& date, size_t width);

// One item: `head`, its words wrapped beside it, its labels at the right end of the last line.
std::string PrintItem(const std::string& head, const v1::TimelineItem& item);

}  // namespace cairn::cli
