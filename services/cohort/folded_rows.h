// FoldedRows: rows that were made for one caller alone, who sees otherwise than their group in some
// record. They hold for as long as neither the record nor the day is another one: what the caller
// is to the child hangs on both. Thread-safe.
//
// Memory is bounded: what was used longest ago is let go.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "absl/base/thread_annotations.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "projections/calendar/date.h"
#include "services/access/caller.h"
#include "services/cohort/newest_first.h"
#include "services/cohort/row_tables.h"

namespace cairn {

// By the views of the question. The first is null where the caller sees no such child; another is
// where it has no rows.
struct FoldedChild {
  // Of the record, with which it was made.
  Version version = 0;
  // On which it was judged what the caller is to the child.
  CivilDate day;
  std::optional<RecordId> setting;
  std::array<RowsPtr, 2> rows;
};

class FoldedRows {
 public:
  // `bytes_max`: what all take together, by what protobuf says of its messages.
  explicit FoldedRows(size_t bytes_max) : kept_(bytes_max) {}

  // Whatever else the rows hang on: who asks, as what, and for which views.
  static std::string EyeOf(const Caller& caller, std::span<const std::string_view> views);

  // Nothing if it is not there, or was made of another version or on another day.
  std::optional<FoldedChild> Find(const RecordId& record, const std::string& eye, Version version,
                                  CivilDate day);
  // How often something was forgotten: ask before the record is loaded.
  uint64_t Forgotten() const;
  // Unless something was forgotten since: it may be in these rows.
  void Keep(const RecordId& record, const std::string& eye, FoldedChild child, uint64_t forgotten);
  // Lets go of the rows of a record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& record);

  size_t bytes() const;

 private:
  using Key = std::pair<RecordId, std::string>;

  mutable Mutex mutex_;
  NewestFirst<Key, FoldedChild> kept_ ABSL_GUARDED_BY(mutex_);
  uint64_t forgotten_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace cairn
