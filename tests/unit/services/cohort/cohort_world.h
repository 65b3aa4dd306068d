// Many children in a log, the views over them, and the reader that answers for a caller. Fictional
// contents only. Entries go past the rules, so that tests can write anything. One thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "cairn/v1/entry.pb.h"

#include "projections/record/event.h"
#include "projections/view_runner/runner.h"
#include "projections/view_runner/view_store.h"
#include "services/cohort/cohort_reader.h"
#include "services/cohort/cohort_views.h"
#include "services/records/record_cache.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_log.h"
#include "tests/unit/services/cohort/counted_storage.h"

namespace cairn {

class CohortWorld {
 public:
  struct Options {
    size_t table_bytes_max = size_t{64} << 20;
    size_t folds_max = CohortReader::kFoldsMax;
    // What the reader folds with; the rows on disk are those of CohortViews.
    std::vector<View> views = CohortViews();
  };

  CohortWorld() : CohortWorld(Options()) {}
  explicit CohortWorld(Options options);

  // Adds an entry to the record, which begins with its first one; typed by the SENCO of Hollowtree
  // or as given. What was written.
  AppendedEvent Add(const RecordId& record, const v1::Entry& entry, const Caller& typed_by);
  AppendedEvent Add(const RecordId& record, const std::string& text, const Caller& typed_by);
  AppendedEvent Add(const RecordId& record, const std::string& text);
  // Begins a record with a child of Hollowtree.
  RecordId Open(uint64_t number, const std::string& name);
  // Adds events that were made elsewhere; what they refer to by event id is found again.
  void Import(const RecordId& record, const std::vector<EventPtr>& events);
  void Erase(const RecordId& record);

  // Brings the views to the head of the log.
  void CatchUp();

  // What `caller` sees of these views, without waiting for anything.
  absl::StatusOr<Cohort> Read(const Caller& caller, std::vector<std::string_view> views);
  // The names of the children that `caller` finds in the register, sorted.
  std::vector<std::string> NamesFor(const Caller& caller);
  // How many stored rows were looked for since the world began.
  size_t rows_read() const { return storage_.rows_read(); }

  TestLog log;
  RecordCache records{*log, size_t{64} << 20};

 private:
  const TestGuard guard_{log.clock};
  CountedStorage storage_;
  std::unique_ptr<ViewStore> store_;
  std::unique_ptr<Runner> runner_;
  uint64_t requests_ = 0;

 public:
  std::unique_ptr<CohortReader> reader;
};

}  // namespace cairn
