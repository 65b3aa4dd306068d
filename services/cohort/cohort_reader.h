// CohortReader: what one caller sees of many children, in the rows of views. Whatever is computed
// from what it gives (counts, order, totals, pages) is computed from what the caller may see and
// from nothing else. Thread-safe.
//
// Who finds which children:
//   by setting    the roles that read every child of their setting (SENCO, head, data protection
//                 officer, safeguarding lead): the children of the setting they sign in for
//   by relation   everybody, also those: the children to whom something makes them something. What
//                 that is is judged on the day of the call (RelationTo) as of the head of the log
//                 at the time of the call, so that an end of access counts at once
// Both are then shown the reading of their group (readerships.h). Who is apart in some record is
// shown what the rows of that record would be if the events that they may see were all.
//
// What a question costs: stored rows are copied while nothing can be written, and opened after
// that; what has not changed since the caller, or somebody else of their setting, last asked is
// neither copied nor opened again (row_tables.h, folded_rows.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/clock.h"
#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "projections/view_runner/view_store.h"
#include "services/access/guard.h"
#include "services/cohort/folded_rows.h"
#include "services/cohort/row_tables.h"
#include "services/records/record_cache.h"

namespace cairn {

// One child that the caller may see.
struct CohortChild {
  RecordId record;
  // In which the record was opened; nothing if none.
  std::optional<RecordId> setting;
  // By the views of the question. The first is never null; another is where it has no rows.
  std::array<RowsPtr, 2> rows;
};

struct Cohort {
  std::vector<CohortChild> children;  // in the order of their ids
  // Everything at or below it is in them.
  Position position = 0;
};

struct CohortQuestion {
  // One or two; of which the first one says whether there is such a child.
  std::vector<std::string_view> views;
  // Only children of this setting; nothing: of all.
  std::optional<RecordId> setting;
  // What the answer has to reflect, and how long to wait for that.
  Position min_position = 0;
  int64_t wait_ms = 0;
};

class CohortReader {
 public:
  struct Sources {
    const EventLog& log;
    const ViewStore& views;
    RecordCache& records;
    const Guard& guard;
    Clock& clock;
  };

  // Records that one question folds for a caller who is apart in them.
  static constexpr size_t kFoldsMax = 200;

  // What `sources` names must outlive it; `views` are those of the store. `table_bytes_max`: as
  // RowTables; a quarter as much again for FoldedRows.
  CohortReader(const Sources& sources, std::vector<View> views, size_t table_bytes_max,
               size_t folds_max = kFoldsMax)
      : sources_(sources),
        views_(std::move(views)),
        folds_max_(folds_max),
        tables_(table_bytes_max),
        folded_(table_bytes_max / 4) {}

  //   ROLE_NOT_ALLOWED      the role may never read a record
  //   POSITION_NOT_REACHED  the views did not get there within `wait_ms`; or the caller is apart in
  //                         so many records that their rows are not all made yet. What was made is
  //                         kept: ask again
  //   VIEW_STOPPED          one of them cannot be computed
  absl::StatusOr<Cohort> Read(const Caller& caller, const CohortQuestion& question);

  // Lets go of what is in memory of the record: content of it was removed.
  void Forget(const RecordId& record) {
    tables_.Forget(record);
    folded_.Forget(record);
  }

  // Of the rows in memory.
  size_t bytes() const { return tables_.bytes() + folded_.bytes(); }

 private:
  class Gathering;

  const View& ViewOf(std::string_view name) const;
  // With the view that decides access.
  std::vector<std::string_view> NamesOf(const CohortQuestion& question) const;
  absl::StatusOr<ViewStore::Reading> Open(const CohortQuestion& question) const;

  Sources sources_;
  const std::vector<View> views_;
  const size_t folds_max_;
  RowTables tables_;
  FoldedRows folded_;
};

}  // namespace cairn
