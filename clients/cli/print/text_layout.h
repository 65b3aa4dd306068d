// Laying out plain text in columns of a fixed width. Pure. Widths count code points: names with
// accents line up; scripts written with combining or wide characters may not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::cli {

// No line of ours is longer: it fits a terminal beside a window, and a page in a small type.
inline constexpr size_t kWidthMax = 100;

// `text` on one line, without anything that could steer a terminal or reorder what is read: line
// breaks become spaces, other control characters and bidirectional marks become `?`.
std::string Plain(std::string_view text);

// Code points in `text`.
size_t Width(std::string_view text);

// Lines of at most `width`, broken at spaces; a longer word is cut. At least one line, perhaps
// empty.
std::vector<std::string> Wrap(std::string_view text, size_t width);

// `text` with spaces up to `width`; unchanged if longer.
std::string PadRight(std::string_view text, size_t width);
std::string PadLeft(std::string_view text, size_t width);

// `text` cut to `width`, with `~` at the end when something is missing.
std::string Cut(std::string_view text, size_t width);

// `text` wrapped to `width` in all, its first line after `head`, the others under it; every line
// ends with a line break. `head` may be longer than `indent`.
std::string Hanging(std::string_view head, size_t indent, std::string_view text, size_t width);

// `[######------]`: how much of `all` is done, in `width` marks; full where there is nothing to do.
std::string Bar(size_t done, size_t all, size_t width);

// What a terminal may show as a colour. Never the only sign of it: the words say it too.
enum class Tone {
  kOrdinary,
  kAlarm,    // overdue, refused
  kWarning,  // today is the last day
};

// One cell of a table row.
struct Cell {
  std::string text;
  size_t width;
  bool right = false;  // its lines end at the right of the column
  Tone tone = Tone::kOrdinary;
};

// Cells beside each other with one space between, each wrapped in its own column. A tone writes
// what colours a terminal around the text, so it is for terminals only.
std::string TableRow(const std::vector<Cell>& cells);

// `line` without spaces at its end, and a line break.
std::string Line(std::string_view line);

}  // namespace cairn::cli
