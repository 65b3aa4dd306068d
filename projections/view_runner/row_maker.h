// RowMaker: the rows of one record for several views, from its events up to a position exactly.
// Thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "eventstore/base/ids.h"
#include "eventstore/event_log.h"
#include "eventstore/keys/event_keys.h"
#include "projections/record/record.h"
#include "projections/view_runner/view.h"
#include "projections/view_runner/view_rows.h"

namespace cairn {

// The record with everything that the log has of it. Thread-safe.
using LoadRecord =
    std::function<absl::StatusOr<std::shared_ptr<const Record>>(const RecordId& record)>;
// An event of the log, opened for the projections. Pure.
using OpenForRecord = std::function<absl::StatusOr<EventPtr>(const StoredEvent& stored)>;

// Reads the record from the log each time, and keeps nothing.
LoadRecord LoadFromLog(const EventLog& log, OpenForRecord open);

// What one view makes of one record.
struct MadeRows {
  absl::Status failed;  // why the view cannot be computed for it
  RecordRows rows;
  std::vector<std::string> keys;

  bool none() const { return rows.readings.empty() && rows.apart.empty() && keys.empty(); }
};

struct MadeRecord {
  bool erased = false;  // it has no rows
  // What its rows are sealed with; nothing when it was erased or cannot be read.
  std::optional<RecordKey> key;
  std::vector<MadeRows> of_views;  // in their order
  size_t events = 0;               // that were folded
};

class RowMaker {
 public:
  // `log` outlives it.
  RowMaker(const EventLog& log, LoadRecord load, ReadingsOf readings_of)
      : log_(log), load_(std::move(load)), readings_of_(std::move(readings_of)) {}

  // The rows as of `upper`, sealed with nothing yet. The key is that of before the record was read:
  // what is removed meanwhile takes the key with it. A record that cannot be read fails every view.
  //   NOT_SERVING  the log has stopped
  absl::StatusOr<MadeRecord> Make(const RecordId& id, Position upper,
                                  std::span<const View* const> views) const;

 private:
  // Nothing: it was erased.
  absl::StatusOr<std::shared_ptr<const Record>> LoadUpTo(const RecordId& id, Position upper) const;
  absl::Status Unreadable(const absl::Status& status) const;
  MadeRecord MakeOf(const Record& record, const RecordKey& key,
                    std::span<const View* const> views) const;

  const EventLog& log_;
  const LoadRecord load_;
  const ReadingsOf readings_of_;
};

}  // namespace cairn
