// Filters of questions about many children: values of one field are alternatives, an empty field
// asks for nothing. Pure.
#pragma once

#include <algorithm>

#include "projections/cohort/child_rows.pb.h"

namespace cairn {

template <typename List, typename Value>
bool IsWanted(const List& wanted, const Value& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

// Whether a need of any rank is wanted; `needs` is null where none is known.
template <typename List>
bool AnyIsWanted(const List& wanted, const rows::NeedsRow* needs) {
  if (wanted.empty()) return true;
  return needs != nullptr && std::any_of(needs->types().begin(), needs->types().end(),
                                         [&](int need) { return IsWanted(wanted, need); });
}

}  // namespace cairn
