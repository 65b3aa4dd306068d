// A kind message of an effective entry, kept together with the entry it came from, so that a view
// can always say who said it, who typed it, when, and under which label. A value; cheap to copy.
#pragma once

#include "projections/record/effective_entries.h"
#include "projections/record/growing_list.h"

namespace cairn {

template <typename Kind>
struct Fact {
  EntryPtr entry;              // empty: there is no such fact
  const Kind* kind = nullptr;  // lives inside `entry`

  explicit operator bool() const { return kind != nullptr; }
  const Kind& operator*() const { return *kind; }
  const Kind* operator->() const { return kind; }

  CivilDate day() const { return entry->FirstDay(); }
  std::string label() const { return entry->Label(); }
};

template <typename Kind>
using FactList = GrowingList<Fact<Kind>>;

}  // namespace cairn
