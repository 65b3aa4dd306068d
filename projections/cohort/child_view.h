// What every view over children has in common: no rows for a record that is no child's. Pure; safe
// to call from any thread.
#pragma once

#include "absl/status/statusor.h"

#include "projections/cohort/child.h"
#include "projections/view_runner/view.h"

namespace cairn {

// For View::rows_of: the rows of a child as the message that `kMessageOf` makes of its record.
template <auto kMessageOf>
absl::StatusOr<ViewRows> RowsOfChild(const Record& record) {
  if (!IsOfChild(record)) return ViewRows{};
  return ViewRows{.bytes = kMessageOf(record).SerializeAsString()};
}

}  // namespace cairn
