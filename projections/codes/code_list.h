// What the lists of codes of this folder share. Each list is a table, <name>.csv, that says its
// source in its head; the build turns it into rows (cmake/code_table.py) and stops at a bad one
// with file and line. To add or retire a code, edit its table and nothing else. A retired code is
// still found: what was recorded under it stays readable. Pure; safe to use from any thread.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "projections/calendar/date.h"

namespace cairn::codes {

// When a code counts.
struct Validity {
  std::optional<CivilDate> first;  // absent: from before anything here was recorded
  std::optional<CivilDate> last;   // absent: still

  // Whether it counts on some day from `from` to `to`.
  bool Meets(CivilDate from, CivilDate to) const {
    return !(first && to < *first) && !(last && *last < from);
  }
  bool IsRetired() const { return last.has_value(); }
};

// The row of `code`, letter for letter; null when the list has none.
template <typename Row>
const Row* FindCode(std::span<const Row> list, std::string_view code) {
  const auto row = std::find_if(list.begin(), list.end(),
                                [&](const Row& candidate) { return candidate.code == code; });
  return row == list.end() ? nullptr : &*row;
}

}  // namespace cairn::codes
