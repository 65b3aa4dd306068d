// RowTables: the rows of whole settings in memory, parsed, so that a question about a school reads
// and opens only what has changed since the last one. A table holds one view of one setting, is
// filled when it is first asked for, and follows the store from then on. Thread-safe.
//
// Memory is bounded: when all tables together are larger than the limit, those used longest ago are
// let go; one that alone is larger serves the question it was made for and is let go after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/base/mutex.h"
#include "projections/view.h"
#include "projections/view_store.h"

namespace cairn {

// Rows of one view for one record, as one reading has them. Never changes once shared.
using RowsPtr = std::shared_ptr<const google::protobuf::Message>;

// What one view has of one record.
struct ParsedRows {
  struct Reading {
    uint32_t groups = 0;
    RowsPtr rows;  // null for a reading without rows
  };
  std::vector<Reading> readings;
  std::vector<std::string> apart;  // for IsApart

  // What the group sees; null if nothing.
  RowsPtr Of(uint32_t group) const;
};
using ParsedRowsPtr = std::shared_ptr<const ParsedRows>;

// DATA_DAMAGED when the bytes are no message of the view.
absl::StatusOr<RowsPtr> ParseRows(const View& view, std::string_view bytes);
absl::StatusOr<ParsedRowsPtr> ParseRows(const View& view, const RecordRows& rows);

class RowTables {
 public:
  // `bytes_max`: what all tables take together, by what protobuf says of its messages.
  explicit RowTables(size_t bytes_max) : bytes_max_(bytes_max) {}

  using Children = absl::flat_hash_map<RecordId, ParsedRowsPtr>;

  // The rows of every record of `setting`, as of `reading`, which must be of `view` and of the view
  // `access`. Errors of ViewStore::Reading.
  absl::StatusOr<Children> ChildrenOf(const ViewStore::Reading& reading, const View& view,
                                      const RecordId& setting);

  // Lets go of the rows of a record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& record);

  // What all tables take.
  size_t bytes() const;

 private:
  using Key = std::pair<RecordId, std::string>;  // setting, view
  struct Table {
    Mutex mutex;
    bool filled ABSL_GUARDED_BY(mutex) = false;
    ViewMark mark ABSL_GUARDED_BY(mutex);
    Children children ABSL_GUARDED_BY(mutex);
    size_t bytes ABSL_GUARDED_BY(mutex) = 0;

    // Brings it to the moment of `reading`: with what has changed, or anew.
    absl::Status Bring(const ViewStore::Reading& reading, const View& view, const RecordId& setting)
        ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
    void Remove(const RecordId& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  };
  struct Kept {
    Key key;
    std::shared_ptr<Table> table;
    size_t bytes = 0;
  };

  std::shared_ptr<Table> Use(const Key& key);
  // What the table takes now; lets go of others, or of itself.
  void Account(const Key& key, size_t bytes);
  void Drop(std::list<Kept>::iterator kept) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t bytes_max_;
  mutable Mutex mutex_;
  std::list<Kept> newest_first_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Key, std::list<Kept>::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace cairn
