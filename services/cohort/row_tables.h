// RowTables: the rows of many children in memory, parsed, so that a question about a school or a
// caseload reads and opens only what has changed since the last one. A table holds one view of the
// children under one key (of one setting, of one person), is filled when it is first asked for, and
// follows the store from then on. Thread-safe.
//
// While a Reading lives nothing can be written, so it is used for copying alone (Fetch); rows are
// opened and parsed once it is gone (Finish). A table never changes: the next moment is another
// one, which shares the rows that stayed the same.
//
// Memory is bounded: when all tables together are larger than the limit, those used longest ago are
// let go; one that alone is larger serves the question it was made for and is not kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
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
#include "projections/view_runner/view.h"
#include "projections/view_runner/view_store.h"
#include "services/cohort/newest_first.h"

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
  size_t bytes = 0;                // what it takes in a table, by what protobuf says

  // What the group sees; null if nothing.
  RowsPtr Of(uint32_t group) const;
};
using ParsedRowsPtr = std::shared_ptr<const ParsedRows>;

// DATA_DAMAGED when the bytes are no message of the view.
absl::StatusOr<RowsPtr> ParseRows(const View& view, std::string_view bytes);
absl::StatusOr<ParsedRowsPtr> ParseRows(const View& view, const RecordRows& rows);

// Whose rows: the records that the view `access` has under `key`, without those that it has under
// `without` too. An empty `without` is nobody.
struct MembersAsked {
  std::string key;
  std::string without;

  friend bool operator==(const MembersAsked&, const MembersAsked&) = default;
  template <typename H>
  friend H AbslHashValue(H hash, const MembersAsked& asked) {
    return H::combine(std::move(hash), asked.key, asked.without);
  }
};

class RowTables {
 public:
  // `bytes_max`: what all tables take together, by what protobuf says of its messages.
  explicit RowTables(size_t bytes_max) : kept_(bytes_max) {}

  using Children = absl::flat_hash_map<RecordId, ParsedRowsPtr>;
  using ChildrenPtr = std::shared_ptr<const Children>;
  class Fetched;

  // What is missing from the table of each of `views` to be as of `reading`, which must be of them
  // and of the view `access`. Errors of ViewStore::Reading. The views must outlive what is fetched.
  absl::StatusOr<std::vector<Fetched>> Fetch(const ViewStore::Reading& reading,
                                             std::span<const View* const> views,
                                             const MembersAsked& asked);
  // The rows of every such record as of that reading. Errors of ViewStore::Opened, DATA_DAMAGED.
  absl::StatusOr<ChildrenPtr> Finish(const ViewStore& store, Fetched fetched);

  // Lets go of the rows of a record: content of it was removed and must not stay in memory.
  void Forget(const RecordId& record);

  // What all tables take.
  size_t bytes() const;

 private:
  using Key = std::pair<MembersAsked, std::string>;  // whose, view
  // Of one moment.
  struct Table {
    ViewMark mark;
    Children children;
    size_t bytes = 0;

    void Remove(const RecordId& record);
  };
  using TablePtr = std::shared_ptr<const Table>;
  class MembersOf;

  static absl::Status Lack(const ViewStore::Reading& reading, MembersOf& members, Fetched& fetched);
  // What is known of `fetched.key_`.
  void Use(Fetched& fetched);
  // Unless a newer one is there, or something was forgotten since `fetched` was.
  void Keep(const Fetched& fetched, TablePtr table);

  mutable Mutex mutex_;
  NewestFirst<Key, TablePtr> kept_ ABSL_GUARDED_BY(mutex_);
  uint64_t forgotten_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Copied from one Reading; to be finished once.
class RowTables::Fetched {
 private:
  friend class RowTables;

  const View* view_ = nullptr;
  Key key_;
  ViewMark mark_;
  uint64_t forgotten_ = 0;
  TablePtr known_;                 // to build upon; null: anew
  bool is_current_ = false;        // `known_` is all there is to it
  std::vector<RecordId> changed_;  // what `known_` may have otherwise
  SealedRows sealed_;
};

}  // namespace cairn
