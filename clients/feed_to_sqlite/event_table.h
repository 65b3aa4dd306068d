// EventTable: the copy, in one SQLite file: a row for every event that this sign-in may see, and
// the position up to which that is so. Both change in one transaction, so the file is right
// whenever it is looked at, also after the process or the machine was killed in the middle.
//
//   events(position, record_id, version, event_id, generation, recorded_us, kind, state, summary,
//          leaf_hash, recorded)   `recorded` is a cairn.v1.Recorded, absent where the content is
//   progress(generation, position)   one row, once there is a checkpoint
//
// Not thread-safe; one process at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "cairn/v1/feed_service.pb.h"

struct sqlite3;

namespace cairn::feed_to_sqlite {

// One step of the copy. What is replaced goes first.
struct TableChange {
  std::vector<std::string> replaced;  // records of which every row goes
  std::vector<v1::Event> added;
  v1::Position checkpoint;
};

class EventTable {
 public:
  // Opens the file, or makes it. Errors are SQLite's, as kInternal.
  static absl::StatusOr<std::unique_ptr<EventTable>> Open(const std::string& path);
  ~EventTable();
  EventTable(const EventTable&) = delete;
  EventTable& operator=(const EventTable&) = delete;

  // Where to go on; nothing: at the beginning.
  absl::StatusOr<std::optional<v1::Position>> Checkpoint() const;

  // All of it or nothing. A row that is there already is an error: nothing comes twice.
  absl::Status Apply(const TableChange& change);

  // Back to the beginning: no row and no checkpoint.
  absl::Status Empty();

 private:
  explicit EventTable(sqlite3* database) : database_(database) {}

  absl::Status Run(const char* sql) const;
  absl::Status Write(const TableChange& change) const;
  absl::Status Add(const v1::Event& event) const;
  absl::Status Keep(const v1::Position& checkpoint) const;
  absl::Status InTransaction(const absl::Status& written) const;

  sqlite3* const database_;
};

}  // namespace cairn::feed_to_sqlite
